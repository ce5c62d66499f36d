using Streaming.Model.Encoding;
using Streaming.Model.State;

namespace Streaming.Model.Tests.Encoding;

public sealed class AllocationTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Europe/Brussels")]
    public void The_steady_state_allocates_nothing_per_event(string zone)
    {
        var schema = Fitted.Schema("transactions.json");
        if (zone.Length > 0)
        {
            schema = Model.Schema.FeatureSchema.Parse(schema.ToJson().Replace("\"UTC\"", $"\"{zone}\"", StringComparison.Ordinal));
        }

        byte[][] events =
        [
            .. Fitted.Transactions(200),
            """{"id":"\u0065x","\u0063ard":"c\/1","time":"2024-01-01T00:00:00.5","amount":"$-54.00","merchant":{"a":[1,2,{"b":"c"}]}}"""u8.ToArray(),
        ];
        var encoder = new EventEncoder(schema);
        var rows = new EventRows(encoder, events.Length);
        var statistics = new float[encoder.StatisticsLength];
        Pass();
        Pass();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Pass();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);

        void Pass()
        {
            rows.Clear();
            var header = KeyStateHeader.New;
            for (var row = 0; row < events.Length; row++)
            {
                if (encoder.Decode(events[row], rows, row).IsFault)
                {
                    throw new InvalidOperationException("These events are good.");
                }

                encoder.FillFromState(rows, row, header, statistics);
                header = encoder.Advance(rows, row, header, statistics);
            }
        }
    }
}
