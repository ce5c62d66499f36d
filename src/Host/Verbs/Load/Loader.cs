using Streaming.Host.CommandLine;
using Streaming.Host.Pacing;
using Streaming.Host.Reports;
using Streaming.Ingest.Files;
using Streaming.Model.Encoding;
using Streaming.Sink.Events;

namespace Streaming.Host.Verbs.Load;

/// <summary>From rows to events: every row is either published or rejected with a reason.</summary>
internal sealed class Loader(FileRecordReader reader, RoleReader roles, EventPublisher publisher, Pacer pacer, bool stampNow, ILogger<Loader> logger)
{
    private readonly Dictionary<string, long> _rejected = [];
    private string? _firstRejection;
    private long _rows;

    /// <summary>Rows read so far. Any thread.</summary>
    public long Rows => Volatile.Read(ref _rows);

    /// <summary>The share of the files' bytes that has been read, 0 to 1; files may be compressed, so rows would not tell. Any thread.</summary>
    public double Share => reader.TotalBytes > 0 ? (double)reader.BytesRead / reader.TotalBytes : 1;

    /// <summary>Reads and publishes until the end, or until asked to stop; then waits for the deliveries.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested && reader.Read())
            {
                Volatile.Write(ref _rows, _rows + 1);
                if (Examine() is { IsFault: true } fault)
                {
                    Reject(fault);
                    continue;
                }

                await pacer.WaitAsync(roles.EventTime, cancellationToken);
                await publisher.PublishAsync(
                    roles.Key, reader.Current.Value.Span, stampNow ? null : Math.DivRem(roles.EventTime, 1_000).Quotient, CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The row that was held back was counted, but not published.
            Volatile.Write(ref _rows, _rows - 1);
        }
        finally
        {
            // Whatever ended the reading: what came before it is to be there.
            await publisher.FlushAsync(CancellationToken.None);
        }
    }

    /// <summary>What has been done.</summary>
    public LoadReport Report(TimeSpan elapsed)
    {
        var rejected = _rejected.Values.Sum();
        var published = publisher.Delivered;
        return new LoadReport(
            "load",
            ProgramVersion.Text,
            Math.Round(elapsed.TotalSeconds, 3),
            Rows,
            published,
            rejected,
            _rejected,
            elapsed > TimeSpan.Zero ? Math.Round(published / elapsed.TotalSeconds, 1) : 0,
            publisher.Topic);
    }

    /// <summary>A file of which no row could be read was meant for another schema.</summary>
    /// <exception cref="InvalidDataException">There were rows, and all were rejected.</exception>
    public void ThrowIfNothingWasReadable()
    {
        if (Rows > 0 && _rejected.Values.Sum() == Rows)
        {
            throw new InvalidDataException($"no row fits the schema; the first: {_firstRejection}");
        }
    }

    private RecordFault Examine()
    {
        ref readonly var record = ref reader.Current;
        return record.Fault.IsFault ? record.Fault : roles.Read(record.Value.Span);
    }

    private void Reject(RecordFault fault)
    {
        var reason = fault.Reason ?? "";
        _firstRejection ??= $"{reader.File}, line {reader.Current.Line}: {reason}: {fault.Detail}";

        // One example of each kind: a file may have millions.
        if (!_rejected.TryGetValue(reason, out var count))
        {
            logger.RowRejected(reader.File, reader.Current.Line, reason, fault.Detail);
        }

        _rejected[reason] = count + 1;
    }
}
