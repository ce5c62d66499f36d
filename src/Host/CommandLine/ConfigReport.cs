using System.Text.Json;
using Streaming.Host.Reports;

namespace Streaming.Host.CommandLine;

/// <summary>What <c>--show-config</c> prints. Secrets are masked where the values are collected.</summary>
internal static class ConfigReport
{
    public static void Write(Verb verb, Settings settings, TextWriter output)
    {
        List<EffectiveValue> values = [.. CommonSettings.All.Concat(verb.Settings)
            .Where(setting => setting != CommonSettings.ShowConfig)
            .SelectMany(setting => setting.Show(settings))];
        if (settings.Get(CommonSettings.Json))
        {
            output.WriteLine(JsonSerializer.Serialize(new EffectiveConfiguration(verb.Name, values), ReportJson.Default.EffectiveConfiguration));
            return;
        }

        var optionWidth = values.Max(value => value.Option.Length);
        var valueWidth = Math.Min(60, values.Max(value => Shown(value).Length));
        foreach (var value in values)
        {
            output.WriteLine($"{value.Option.PadRight(optionWidth)}  {Shown(value).PadRight(valueWidth)}  {(value.Value is null ? "" : value.Source)}".TrimEnd());
        }
    }

    private static string Shown(EffectiveValue value) => value.Value ?? "-";
}
