using System.Text;
using Streaming.Model.State;

namespace Streaming.Inference.Changelogs;

/// <summary>
/// What one partition of a changelog holds, by state id. Keeps record keys and sizes, no values; or, when one key is asked for, its
/// values alone.
/// </summary>
/// <param name="partition">The partition.</param>
/// <param name="key">The only key whose states are wanted; null for all.</param>
public sealed class ChangelogContents(int partition, byte[]? key = null)
{
    // One thread at a time.
    private readonly Dictionary<(string Store, string StateId), StoredStates> _states = [];

    /// <summary>What there is, by state id.</summary>
    public IReadOnlyList<StoredStates> States =>
        [.. _states.Values.Where(states => !states.IsEmpty).OrderBy(states => states.StateId, StringComparer.Ordinal)];

    /// <summary>Records whose key says nothing.</summary>
    public long Damaged { get; private set; }

    /// <summary>Takes the next record, of whatever store and state id.</summary>
    public void Take(long offset, ReadOnlySpan<byte> recordKey, ReadOnlySpan<byte> value, bool isTombstone)
    {
        if (!ChangelogKeyCodec.TryDecode(recordKey, out var view, out _))
        {
            Damaged++;
            return;
        }

        if (key is not null && view.Kind == ChangelogKeyKind.KeyState && !view.Key.SequenceEqual(key))
        {
            return;
        }

        var name = (Encoding.UTF8.GetString(view.Store), Encoding.ASCII.GetString(view.StateId));
        if (!_states.TryGetValue(name, out var states))
        {
            states = new StoredStates(partition, name.Item1, name.Item2, keepsValues: key is not null);
            _states.Add(name, states);
        }

        states.Take(view, recordKey, value, isTombstone);
    }
}
