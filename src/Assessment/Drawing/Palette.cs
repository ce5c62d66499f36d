using System.Globalization;
using System.Text;
using OxyPlot;

namespace Streaming.Assessment.Drawing;

/// <summary>
/// Colours that follow the page from light to dark: charts are drawn in stand-in colours, which become the page's CSS variables in the SVG.
/// </summary>
internal static class Palette
{
    /// <summary>Curves before colours repeat.</summary>
    public const int Curves = 5;

    /// <summary>Text and axes.</summary>
    public static OxyColor Ink => StandIn(0);

    /// <summary>Grid lines.</summary>
    public static OxyColor Grid => StandIn(1);

    /// <summary>A curve's colour.</summary>
    public static OxyColor Curve(int index) => StandIn(2 + (index % Curves));

    /// <summary>The SVG with the page's colours.</summary>
    public static string Resolve(string svg)
    {
        var text = new StringBuilder(svg);
        string[] names = ["--ink", "--grid", .. Enumerable.Range(0, Curves).Select(index => Name(index))];
        for (var i = 0; i < names.Length; i++)
        {
            var colour = StandIn(i);
            text.Replace(string.Create(CultureInfo.InvariantCulture, $"rgb({colour.R},{colour.G},{colour.B})"), $"var({names[i]})");
        }

        return text.ToString();
    }

    private static string Name(int curve) => string.Create(CultureInfo.InvariantCulture, $"--curve-{curve}");

    // No drawing uses these by itself.
    private static OxyColor StandIn(int number) => OxyColor.FromRgb(1, 2, (byte)(3 + number));
}
