using System.Globalization;
using Streaming.Inference.Ports;
using Streaming.Inference.Tests.Durable;
using Streaming.Inference.Tests.Support;

namespace Streaming.Inference.Tests.Snapshots;

/// <summary>A restart from a snapshot ends where one from the whole changelog does, and believes no snapshot that may be wrong.</summary>
public sealed class SnapshotTests : IDisposable
{
    private const int Cards = 50;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_clean_end_leaves_a_snapshot_from_which_the_next_start_needs_nothing_of_the_changelog()
    {
        var world = await ScoredAsync();
        var file = Assert.Single(Directory.GetFiles(_folder.Path));
        Assert.EndsWith(".0.snapshot", file, StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));

        await LiveAgainAsync(world);

        Assert.Equal(0, RestoredRecords(world));
        world.AssertUndisturbed();
    }

    [Fact]
    public async Task What_the_changelog_has_more_is_read_on_top()
    {
        var world = await ScoredAsync();
        var (longer, scenario) = Longer(world);
        Assert.True(await longer.LiveAsync(new Faults(), options: scenario.Options));
        var changelog = longer.Broker.Changelog[0].Count;
        var (longest, last) = Longer(longer);

        await LiveAgainAsync(longest, last);

        Assert.InRange(RestoredRecords(longest), 1, changelog - Cards);
        longest.AssertUndisturbed();
    }

    [Fact]
    public async Task A_restore_that_had_much_to_read_writes_one_before_its_lane_opens()
    {
        var world = await ScoredAsync();
        File.Delete(Assert.Single(Directory.GetFiles(_folder.Path)));

        await LiveAgainAsync(world);

        var said = world.Logger.Entries.Select(entry => entry.Text).Where(text => text.StartsWith("Wrote", StringComparison.Ordinal) || text.StartsWith("Restored", StringComparison.Ordinal));
        Assert.Equal(["Wrote", "Restored", "Wrote"], said.Select(text => text.Split(' ')[0]));
    }

    [Theory]
    [InlineData("checksum")]
    [InlineData("cut short")]
    [InlineData("no snapshot")]
    [InlineData("empty")]
    public async Task A_damaged_snapshot_is_told_and_not_used(string damage)
    {
        var world = await ScoredAsync();
        var file = Assert.Single(Directory.GetFiles(_folder.Path));
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= damage == "checksum" ? (byte)1 : (byte)0;
        bytes[0] ^= damage == "no snapshot" ? (byte)1 : (byte)0;
        await File.WriteAllBytesAsync(
            file, damage == "cut short" ? bytes[..^100] : damage == "empty" ? [] : bytes, TestContext.Current.CancellationToken);

        await LiveAgainAsync(world);

        Assert.Contains(world.Logger.Entries.Select(entry => entry.Text), message => message.StartsWith("Did not use", StringComparison.Ordinal));
        Assert.InRange(RestoredRecords(world), Cards, int.MaxValue);
        world.AssertUndisturbed();
    }

    [Fact]
    public async Task Every_single_flipped_byte_is_noticed()
    {
        var world = await ScoredAsync();
        var file = Assert.Single(Directory.GetFiles(_folder.Path));
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        for (var i = 0; i < bytes.Length; i += 97)
        {
            bytes[i] ^= 0x10;
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
            await LiveAgainAsync(world);
            world.AssertUndisturbed();
            bytes[i] ^= 0x10;
        }
    }

    [Fact]
    public async Task A_snapshot_of_a_changelog_that_was_made_anew_is_not_used()
    {
        var world = await ScoredAsync();
        world.Broker.ChangelogId = "another";

        await LiveAgainAsync(world);

        Assert.Contains(world.Logger.Entries.Select(entry => entry.Text), message => message.Contains("made anew", StringComparison.Ordinal));
        world.AssertUndisturbed();
    }

    [Fact]
    public async Task A_snapshot_beyond_the_changelogs_end_is_not_used()
    {
        var world = await ScoredAsync();
        world.Broker.Changelog[0].RemoveRange(world.Broker.Changelog[0].Count - 1, 1);

        // Without the last marker nothing vouches for the committed offset: the snapshot's own must not.
        await Assert.ThrowsAsync<StateRefusedException>(() => LiveAgainAsync(world));

        Assert.Contains(world.Logger.Entries.Select(entry => entry.Text), message => message.Contains("lies outside", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_snapshot_is_not_used_when_it_is_older_than_deletions_are_kept()
    {
        var world = await ScoredAsync();
        var file = Assert.Single(Directory.GetFiles(_folder.Path));
        Age(file, TimeSpan.FromHours(13));

        await LiveAgainAsync(world);

        Assert.Contains(world.Logger.Entries.Select(entry => entry.Text), message => message.Contains("older than", StringComparison.Ordinal));
        world.AssertUndisturbed();
    }

    private static int RestoredRecords(World world)
    {
        var line = Assert.Single(world.Logger.Entries.Select(entry => entry.Text), message => message.StartsWith("Restored", StringComparison.Ordinal));
        var words = line.Split(' ');
        return int.Parse(words[Array.IndexOf(words, "changelog") - 1], CultureInfo.InvariantCulture);
    }

    private async Task<World> ScoredAsync()
    {
        var scenario = new Scenario([[.. Enumerable.Range(0, 400).Select(i => Events.Of($"card-{i % Cards}", i, i % 7))]], 16, 100, Seed: 3, Ttl: null);
        var world = new World(scenario, DeliveryMode.AtLeastOnce, new Faults()) { ControlRecords = 0 };
        await LiveAgainAsync(world, scenario);
        return world;
    }

    private async Task LiveAgainAsync(World world, Scenario? scenario = null)
    {
        var options = (scenario ?? world.Scenario).Options;
        options.Snapshots = _folder.Path;
        Assert.True(await world.LiveAsync(new Faults(), options: options));
    }

    private static (World World, Scenario Scenario) Longer(World world)
    {
        var scenario = world.Scenario with
        {
            Partitions = [[.. world.Scenario.Partitions[0], .. Enumerable.Range(0, 20).Select(i => Events.Of($"card-{i}", world.Scenario.Partitions[0].Count + i, 2))]],
        };
        return (new World(scenario, DeliveryMode.AtLeastOnce, new Faults()) { ControlRecords = 0, Broker = world.Broker.With(scenario.Partitions) }, scenario);
    }

    // The time it was written lies behind three texts, partition and offset; the checksum is put right again.
    private static void Age(string file, TimeSpan by)
    {
        var bytes = File.ReadAllBytes(file);
        var place = 5;
        for (var text = 0; text < 3; text++)
        {
            place += 1 + bytes[place];
        }

        var written = bytes.AsSpan(place + sizeof(int) + sizeof(long), sizeof(long));
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(
            written, System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(written) - (long)by.TotalMilliseconds);
        var sum = System.IO.Hashing.XxHash3.HashToUInt64(bytes.AsSpan(0, bytes.Length - sizeof(ulong)));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(bytes.Length - sizeof(ulong)), sum);
        File.WriteAllBytes(file, bytes);
    }
}
