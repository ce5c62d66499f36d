using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace Streaming.Assessment.Drawing;

/// <summary>Charts as SVG to put into a page, in the page's colours.</summary>
public static class Chart
{
    private const int Width = 560;
    private const int Height = 340;

    // The exporter measures a narrower font than most pages have: room for what comes out wider.
    private const double WidestLetter = 7;
    private static readonly OxyThickness Room = new(22, 8, 34, 8);

    /// <summary>Curves over a common axis.</summary>
    public static string Lines(ChartAxis across, ChartAxis up, params IReadOnlyList<ChartCurve> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        var plot = Plot(across, up);
        Legend(plot, curves.Count);
        foreach (var curve in curves)
        {
            var series = new LineSeries
            {
                Title = Roomy(curve.Name),
                Color = Palette.Curve(curve.Colour),
                StrokeThickness = curve.IsReference ? 1 : 2,
                LineStyle = curve.IsReference ? LineStyle.Dash : LineStyle.Solid,
            };
            series.Points.AddRange(curve.Points.Select(point => double.IsFinite(point.Y) ? new DataPoint(point.X, point.Y) : DataPoint.Undefined));
            plot.Series.Add(series);
        }

        return Svg(plot, Height);
    }

    /// <summary>Named quantities as bars, the first on top.</summary>
    public static string Bars(ChartAxis across, IReadOnlyList<(string Name, double Value)> bars)
    {
        ArgumentNullException.ThrowIfNull(across);
        ArgumentNullException.ThrowIfNull(bars);
        var plot = Plain();
        plot.PlotAreaBorderThickness = new OxyThickness(0);
        plot.PlotMargins = new OxyThickness(bars.Count == 0 ? 40 : 12 + (WidestLetter * bars.Max(bar => bar.Name.Length)), double.NaN, double.NaN, double.NaN);
        var names = Coloured(new CategoryAxis { Position = AxisPosition.Left, IsTickCentered = true });
        names.MajorGridlineStyle = LineStyle.None;
        names.Labels.AddRange(bars.Reverse().Select(bar => bar.Name));
        plot.Axes.Add(names);
        plot.Axes.Add(AxisOf(AxisPosition.Bottom, across));
        var series = new BarSeries { FillColor = Palette.Curve(0), StrokeThickness = 0 };
        series.Items.AddRange(bars.Reverse().Select(bar => new BarItem(bar.Value)));
        plot.Series.Add(series);
        return Svg(plot, 120 + (22 * bars.Count));
    }

    private static PlotModel Plot(ChartAxis across, ChartAxis up)
    {
        ArgumentNullException.ThrowIfNull(across);
        ArgumentNullException.ThrowIfNull(up);
        var plot = Plain();
        plot.Axes.Add(AxisOf(AxisPosition.Bottom, across));
        plot.Axes.Add(AxisOf(AxisPosition.Left, up));
        return plot;
    }

    private static PlotModel Plain() => new()
    {
        PlotAreaBorderColor = Palette.Grid,
        TextColor = Palette.Ink,
        // What the exporter can measure; the page draws in its own font.
        DefaultFont = "Arial",
        Background = OxyColors.Transparent,
        Padding = Room,
    };

    private static void Legend(PlotModel plot, int curves)
    {
        if (curves > 1)
        {
            plot.Legends.Add(new Legend
            {
                LegendPlacement = LegendPlacement.Outside,
                LegendPosition = LegendPosition.TopRight,
                LegendOrientation = LegendOrientation.Horizontal,
                LegendTextColor = Palette.Ink,
            });
        }
    }

    private static Axis AxisOf(AxisPosition position, ChartAxis declared)
    {
        Axis axis = Coloured<Axis>(declared.Scale switch
        {
            AxisScale.Logarithmic => new LogarithmicAxis(),
            AxisScale.Day => new LinearAxis { LabelFormatter = DayText, MinimumMajorStep = 1, MinimumMinorStep = 1 },
            _ => new LinearAxis(),
        });
        axis.Position = position;
        axis.Title = declared.Title;
        if (declared.Scale == AxisScale.Unit)
        {
            (axis.Minimum, axis.Maximum) = (0, 1.02);
        }

        return axis;
    }

    private static T Coloured<T>(T axis)
        where T : Axis
    {
        axis.MajorGridlineStyle = LineStyle.Dot;
        axis.MajorGridlineColor = Palette.Grid;
        axis.AxislineColor = Palette.Ink;
        axis.TicklineColor = Palette.Grid;
        axis.MinorTicklineColor = Palette.Grid;
        axis.AxisTitleDistance = 20;
        return axis;
    }

    // The exporter cuts a legend where its own measure of the text ends.
    private static string Roomy(string name) => name + new string('\u00A0', 1 + (name.Length / 4));

    private static string DayText(double day) => DateTime.UnixEpoch.AddDays(day).ToString("MM-dd", CultureInfo.InvariantCulture);

    private static string Svg(PlotModel plot, double height)
    {
        var svg = new SvgExporter { Width = Width, Height = height, IsDocument = false, UseVerticalTextAlignmentWorkaround = true }.ExportToString(plot);

        // Every drawing numbers its clips from 1; in one page they would cut each other.
        var name = "clip" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(svg)))[..8];
        return Palette.Resolve(svg.Replace("id=\"clipPath", $"id=\"{name}-", StringComparison.Ordinal)
            .Replace("url(#clipPath", $"url(#{name}-", StringComparison.Ordinal));
    }
}
