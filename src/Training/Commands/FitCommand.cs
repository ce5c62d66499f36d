using System.CommandLine;
using Streaming.Assessment.Metrics;
using Streaming.Training.Cells;
using Streaming.Training.Fitting;
using Streaming.Training.Loop;

namespace Streaming.Training.Commands;

/// <summary><c>streaming-train fit</c>.</summary>
internal sealed class FitCommand
{
    private static readonly LoopOptions _recipe = new();

    private readonly InputOptions _input = new();
    private readonly Option<string> _schema = new("--schema") { HelpName = "FILE", Description = "The feature schema; its constants are fitted to the training period.", Required = true };
    private readonly Option<string> _out = new("--out") { HelpName = "FILE", Description = "The artifact to write.", Required = true };
    private readonly Option<CellKind> _cell = TypedOption.Word("--cell", "The recurrent unit", CellKind.Gru);
    private readonly Option<Activation> _activation = TypedOption.Word("--activation", "Of a simple network", Activation.Tanh);
    private readonly Option<int> _hidden = TypedOption.Whole("--hidden", "Width of a layer", 32, 1, 1_024);
    private readonly Option<int> _layers = TypedOption.Whole("--layers", "Recurrent layers", 1, 1, 8);
    private readonly Option<DateTimeOffset?> _from = TypedOption.Time("--from", "Begin of the training period; earlier events only move the states. The first event unless set.");
    private readonly Option<DateTimeOffset?> _to = TypedOption.Time("--to", "Events at or after it are not looked at.");
    private readonly Option<DateTimeOffset?> _validateFrom = TypedOption.Time("--validate-from", "End of the training period, begin of the validation period; its last tenth unless set.");
    private readonly Option<DateTimeOffset?> _validateTo = TypedOption.Time("--validate-to", "End of the validation period; --to unless set.");
    private readonly Option<TimeSpan> _labelDelay = TypedOption.Duration("--label-delay", "Time until a label is known; a label that was not known at the end of the training period teaches nothing.");
    private readonly Option<ObjectiveKind> _objective = TypedOption.Word("--objective", "What is learnt", ObjectiveKind.Fraud);
    private readonly Option<int> _seed = TypedOption.Whole("--seed", "Fixes everything that is random", _recipe.Seed, 0, int.MaxValue);
    private readonly Option<int?> _epochs = TypedOption.WholeOrNone("--epochs", "Passes over the training period at most; unless set 20, or more where the data are so few that these would be few steps", 1, 1_000);
    private readonly Option<int?> _batch = TypedOption.WholeOrNone("--batch", "Cards side by side; unless set 64, or fewer where there are few cards", 1, 4_096);
    private readonly Option<int> _chunk = TypedOption.Whole("--chunk", "Steps that a gradient flows back", _recipe.Chunk, 1, 4_096);
    private readonly Option<int?> _patience = TypedOption.WholeOrNone("--patience", "Epochs without improvement before training ends; unless set 5, or a quarter of the epochs. 0: all epochs, and the last one stays", 0, 1_000);
    private readonly Option<int> _threads = TypedOption.Whole("--threads", "Threads of libtorch; more only pay for wide layers, and results depend on it in the last bits", 1, 1, 64);
    private readonly Option<double?> _learningRate = TypedOption.Number("--learning-rate", "Peak of the learning rate; 0.004 unless set.", 1e-8, 1);
    private readonly Option<double?> _clip = TypedOption.Number("--clip", "Greatest norm of a gradient; 1 unless set.", 1e-6, 1e6);
    private readonly Option<double?> _dropout = TypedOption.Number("--dropout", "Share of units left out of a training step; 0 unless set.", 0, 0.9);
    private readonly Option<double?> _weightDecay = TypedOption.Number("--weight-decay", "AdamW's decay; 0.0001 unless set.", 0, 1);
    private readonly Option<double?> _positiveWeight = TypedOption.Number("--positive-weight", "How much more a fraud counts than a genuine event; 1 unless set.", 1e-3, 1e4);
    private readonly Option<double?> _focus = TypedOption.Number("--focal", "Exponent of the focal loss; 0, plain cross-entropy, unless set.", 0, 10);
    private readonly Option<double?> _alertsPerDay = TypedOption.Number("--alerts-per-day", "Choose the threshold for so many alerts a day of the validation period.", 0, 1e12);
    private readonly Option<double?> _alertShare = TypedOption.Number("--alert-share", "Choose the threshold for such a share of alerts. Unless a rule is set: the share of frauds.", 0, 1);
    private readonly Option<double?> _precision = TypedOption.Number("--precision", "Choose the threshold for such a share of frauds among the alerts.", 0, 1);
    private readonly Option<string?> _report = new("--report") { HelpName = "DIR", Description = "Folder for the report, HTML and JSON." };

    /// <summary>The command; <paramref name="execute"/> does what the options say.</summary>
    public Command Build(Func<InputOptions, FitOptions, ParseResult, int> execute)
    {
        var command = new Command("fit", "Trains a step model on history and writes it as an artifact that `streaming` runs.");
        _input.AddTo(command);
        foreach (var option in new Option[]
        {
            _schema, _out, _cell, _activation, _hidden, _layers, _from, _to, _validateFrom, _validateTo, _labelDelay, _objective,
            _seed, _epochs, _batch, _chunk, _learningRate, _clip, _patience, _dropout, _weightDecay, _positiveWeight, _focus,
            _alertsPerDay, _alertShare, _precision, _threads, _report,
        })
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (new[] { _alertsPerDay, _alertShare, _precision }.Count(option => result.GetValue(option) is not null) > 1)
            {
                result.AddError("expected one of --alerts-per-day, --alert-share and --precision, found several");
            }

            // A validator does not see defaults: only what was typed counts.
            if (result.GetValue(_objective) == ObjectiveKind.Surprise
                && result.GetResult(_cell) is { Implicit: false }
                && result.GetValue(_cell) == CellKind.None)
            {
                result.AddError("--objective surprise: expected a cell with memory, for the state forecasts the event; found --cell none");
            }
        });
        command.SetAction(parsed => execute(_input, Read(parsed), parsed));
        return command;
    }

    private FitOptions Read(ParseResult parsed) => new()
    {
        Schema = parsed.GetRequiredValue(_schema),
        Out = parsed.GetRequiredValue(_out),
        Cell = parsed.GetValue(_cell),
        Activation = parsed.GetValue(_activation),
        Hidden = parsed.GetValue(_hidden),
        Layers = parsed.GetValue(_layers),
        From = Microseconds(parsed, _from),
        To = Microseconds(parsed, _to),
        ValidateFrom = Microseconds(parsed, _validateFrom),
        ValidateTo = Microseconds(parsed, _validateTo),
        LabelDelay = parsed.GetValue(_labelDelay),
        Objective = parsed.GetValue(_objective),
        PositiveWeight = parsed.GetValue(_positiveWeight) ?? 1,
        Focus = parsed.GetValue(_focus) ?? 0,
        Threshold = Rule(parsed),
        Threads = parsed.GetValue(_threads),
        Report = parsed.GetValue(_report),
        Batch = parsed.GetValue(_batch),
        Epochs = parsed.GetValue(_epochs),
        Patience = parsed.GetValue(_patience),
        Loop = new LoopOptions
        {
            Seed = parsed.GetValue(_seed),
            Chunk = parsed.GetValue(_chunk),
            LearningRate = parsed.GetValue(_learningRate) ?? _recipe.LearningRate,
            Clip = parsed.GetValue(_clip) ?? _recipe.Clip,
            Dropout = parsed.GetValue(_dropout) ?? _recipe.Dropout,
            WeightDecay = parsed.GetValue(_weightDecay) ?? _recipe.WeightDecay,
        },
    };

    private ThresholdRule? Rule(ParseResult parsed) =>
        (parsed.GetValue(_alertsPerDay), parsed.GetValue(_alertShare), parsed.GetValue(_precision)) switch
        {
            ({ } perDay, _, _) => new ThresholdRule(ThresholdKind.AlertsPerDay, perDay),
            (_, { } share, _) => new ThresholdRule(ThresholdKind.AlertShare, share),
            (_, _, { } precision) => new ThresholdRule(ThresholdKind.Precision, precision),
            _ => null,
        };

    private static long? Microseconds(ParseResult parsed, Option<DateTimeOffset?> option) =>
        parsed.GetValue(option) is { } time ? Times.Microseconds(time) : null;
}
