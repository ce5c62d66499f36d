using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;

namespace Streaming.Host.Tests.CommandLine;

public sealed class SettingsTests : IDisposable
{
    private static readonly Setting<Pace> s_pace = new("--pace", "PACE", "How fast.", Pace.Parse) { Default = "max" };
    private static readonly Setting<string> s_target = new("--to-topic", "TOPIC", "Where to.", Texts.TopicName);
    private static readonly ListSetting s_files = new("--file", "FILE", "What is read.");
    private static readonly Flag s_untilEnd = new("--until-end", "Stop at the end.");

    private readonly List<string> _seen = [];
    private readonly RunningProgram _program;

    public SettingsTests() => _program = new RunningProgram
    {
        Verbs =
        [
            new Verb("probe", "Shows what it got.", "streaming probe", [s_pace, s_target, s_files, s_untilEnd], (context, _) =>
            {
                var settings = context.Settings;
                _seen.Add(settings.Get(s_pace).ToString());
                _seen.Add(settings.Find(s_target) ?? "-");
                _seen.Add(string.Join(' ', settings.Get(s_files)));
                _seen.Add(settings.Get(s_untilEnd).ToString());
                _seen.Add(string.Join(' ', settings.Get(CommonSettings.Kafka).Pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")));
                return Task.FromResult(ExitCode.Done);
            }),
            new Verb("need", "Wants a topic.", "streaming need", [s_target], (context, _) =>
            {
                context.Settings.Get(s_target);
                return Task.FromResult(ExitCode.Done);
            }),
        ],
    };

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task The_command_line_goes_before_the_environment_and_that_before_files_and_those_before_defaults()
    {
        Assert.Equal(0, await _program.RunAsync("probe"));
        _program.WriteAppSettings("""{ "Streaming": { "Pace": "1/s" } }""");
        Assert.Equal(0, await _program.RunAsync("probe"));
        _program.Variables["STREAMING_PACE"] = "2/s";
        Assert.Equal(0, await _program.RunAsync("probe"));
        Assert.Equal(0, await _program.RunAsync("probe", "--pace", "3/s"));
        Assert.Equal(["max", "1/s", "2/s", "3/s"], _seen.Chunk(5).Select(run => run[0]));
    }

    [Theory]
    [InlineData("STREAMING_TO_TOPIC")]
    [InlineData("Streaming__ToTopic")]
    public async Task A_variable_has_two_spellings(string name)
    {
        _program.Variables[name] = "payments";
        await _program.RunAsync("probe");
        Assert.Equal("payments", _seen[1]);
    }

    [Fact]
    public async Task Lists_and_flags_come_from_files_as_well()
    {
        _program.WriteAppSettings("""{ "Streaming": { "File": ["a.csv", "b.csv"], "UntilEnd": true } }""");
        await _program.RunAsync("probe");
        Assert.Equal(["a.csv b.csv", "True"], _seen[2..4]);
    }

    [Fact]
    public async Task Kafka_settings_are_merged_key_by_key()
    {
        _program.WriteAppSettings("""{ "Streaming": { "Kafka": { "sasl.username": "from-file", "linger.ms": 5 } } }""");
        _program.Variables["STREAMING_KAFKA_SASL_PASSWORD"] = "pa=ss";
        Assert.Equal(0, await _program.RunAsync("probe", "--kafka", "sasl.username=typed", "--kafka", "client.rack=a=b"));
        Assert.Equal("bootstrap.servers=localhost:9092 client.rack=a=b linger.ms=5 sasl.password=pa=ss sasl.username=typed", _seen[4]);
    }

    [Theory]
    [InlineData("enable.auto.commit")]
    [InlineData("enable.auto.offset.store")]
    [InlineData("isolation.level")]
    [InlineData("auto.offset.reset")]
    [InlineData("transactional.id")]
    [InlineData("enable.idempotence")]
    [InlineData("acks")]
    [InlineData("group.id")]
    [InlineData("partition.assignment.strategy")]
    public async Task A_setting_that_delivery_rests_on_is_refused_by_name(string key)
    {
        Assert.Equal(2, await _program.RunAsync("probe", "--kafka", $"{key}=x"));
        Assert.Contains(key, _program.LastErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("command line", "--pace", "fast")]
    [InlineData("environment")]
    [InlineData("file")]
    public async Task A_value_that_cannot_be_read_names_the_option_and_its_source(string source, params string[] arguments)
    {
        if (source == "environment")
        {
            _program.Variables["STREAMING_PACE"] = "fast";
        }
        else if (source == "file")
        {
            _program.WriteAppSettings("""{ "Streaming": { "Pace": "fast" } }""");
        }

        Assert.Equal(2, await _program.RunAsync(["probe", .. arguments]));
        Assert.Contains("--pace: expected", _program.LastErrorLine, StringComparison.Ordinal);
        Assert.Contains($"(from the {source}", _program.LastErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_option_that_nobody_set_says_where_it_can_be_set()
    {
        Assert.Equal(2, await _program.RunAsync("need"));
        Assert.Contains("--to-topic is required", _program.LastErrorLine, StringComparison.Ordinal);
        Assert.Contains("STREAMING_TO_TOPIC", _program.LastErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_option_in_a_file_is_refused()
    {
        _program.WriteAppSettings("""{ "Streaming": { "Bootstap": "a:1" } }""");
        Assert.Equal(2, await _program.RunAsync("probe"));
        Assert.Contains("Streaming:Bootstap is not an option", _program.LastErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_json_is_refused()
    {
        _program.WriteAppSettings("{ \"Streaming\": ");
        Assert.Equal(2, await _program.RunAsync("probe"));
        Assert.Contains("appsettings.json", _program.LastErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sasl.password")]
    [InlineData("ssl.key.password")]
    [InlineData("ssl.key.pem")]
    [InlineData("ssl.keystore.password")]
    [InlineData("sasl.oauthbearer.client.secret")]
    [InlineData("sasl.oauthbearer.config")]
    public async Task Secrets_are_masked(string key)
    {
        _program.Variables[$"STREAMING_KAFKA_{key.Replace('.', '_').ToUpperInvariant()}"] = "hunter2";
        Assert.Equal(0, await _program.RunAsync("probe", "--show-config"));
        Assert.Equal(0, await _program.RunAsync("probe", "--show-config", "--json"));
        Assert.Contains(key, _program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", _program.Output + _program.Error, StringComparison.Ordinal);
        Assert.Empty(_seen);
    }

    [Fact]
    public async Task A_kafka_setting_without_a_key_is_refused_without_repeating_it()
    {
        Assert.Equal(2, await _program.RunAsync("probe", "--kafka", "hunter2"));
        Assert.Contains("NAME=VALUE", _program.LastErrorLine, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", _program.Error, StringComparison.Ordinal);
    }
}
