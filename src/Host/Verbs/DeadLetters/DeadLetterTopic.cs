using Streaming.Host.CommandLine;
using Streaming.Host.Verbs.Run;
using Streaming.Sink;
using Streaming.Sink.DeadLetters;

namespace Streaming.Host.Verbs.DeadLetters;

/// <summary>The dead-letter topic of the app.</summary>
internal static class DeadLetterTopic
{
    public static DeadLetterReader Open(VerbContext context) =>
        new(Options(context.Settings), context.Settings.Get(CommonSettings.Kafka).Pairs, context.Clock, context.Loggers);

    public static SinkOptions Options(Settings settings)
    {
        var options = TuningSections.Sink(settings.Configuration);
        options.NameTopicsAfter(settings.Get(CommonSettings.App));
        return options;
    }
}
