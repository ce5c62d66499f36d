using System.IO.Hashing;

namespace Streaming.Inference.Snapshots;

/// <summary>Passes bytes on to or from a file and sums them up.</summary>
internal sealed class ChecksummedStream(Stream file) : Stream
{
    private readonly XxHash3 _sum = new();

    /// <summary>The sum over all that has passed.</summary>
    public ulong Sum => _sum.GetCurrentHashAsUInt64();

    public override bool CanRead => file.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => file.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => file.Flush();

    public override int Read(Span<byte> buffer)
    {
        var read = file.Read(buffer);
        _sum.Append(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _sum.Append(buffer);
        file.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
