using System.Globalization;

namespace Streaming.Broker.Tests.Support;

/// <summary>Several instances of one application, which a test starts, stops and kills by number.</summary>
internal sealed class Fleet(Application app, int size, params string[] arguments) : IAsyncDisposable
{
    private readonly StreamingProgram?[] _running = new StreamingProgram?[size];
    private readonly List<StreamingProgram> _ended = [];

    public int Size => size;

    public StreamingProgram this[int index] => _running[index] ?? throw new InvalidOperationException($"instance {index} does not run");

    /// <summary>Everything any instance wrote to standard error.</summary>
    public string Errors => string.Join("\n---\n", _ended.Concat(_running.OfType<StreamingProgram>()).Select(program => program.Errors));

    public void Start(int index, params string[] more) =>
        _running[index] = app.Run(["--instance", string.Create(CultureInfo.InvariantCulture, $"i{index}"), .. arguments, .. more]);

    public void StartAll()
    {
        for (var i = 0; i < size; i++)
        {
            Start(i);
        }
    }

    public void Kill(int index)
    {
        this[index].Kill();
        Retire(index);
    }

    /// <summary>SIGTERM, and demands exit code 0.</summary>
    public async Task StopAsync(int index)
    {
        var program = this[index];
        program.Terminate();
        await program.ExitsAsync(0, TimeSpan.FromSeconds(45));
        Retire(index);
    }

    public async Task StopAllAsync()
    {
        foreach (var program in _running)
        {
            program?.Terminate();
        }

        for (var i = 0; i < size; i++)
        {
            if (_running[i] is not null)
            {
                await StopAsync(i);
            }
        }
    }

    /// <summary>Fails when an instance ended that nobody ended.</summary>
    public void AllRun()
    {
        foreach (var program in _running.OfType<StreamingProgram>())
        {
            Assert.False(program.HasExited, $"an instance ended by itself\n{program.Errors}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _ended.Concat(_running.OfType<StreamingProgram>()))
        {
            await program.DisposeAsync();
        }
    }

    private void Retire(int index)
    {
        _ended.Add(this[index]);
        _running[index] = null;
    }
}
