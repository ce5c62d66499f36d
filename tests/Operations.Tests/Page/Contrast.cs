namespace Streaming.Operations.Tests.Page;

/// <summary>How well a text can be read on its background (WCAG 2, 1.4.3): 4.5 is enough for text of any size.</summary>
internal static class Contrast
{
    public const double Readable = 4.5;

    public static double Of(int[] text, int[] background)
    {
        var (one, other) = (Luminance(text), Luminance(background));
        return (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
    }

    private static double Luminance(int[] colour) =>
        (0.2126 * Linear(colour[0])) + (0.7152 * Linear(colour[1])) + (0.0722 * Linear(colour[2]));

    private static double Linear(int channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
