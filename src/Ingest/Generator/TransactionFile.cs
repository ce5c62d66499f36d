using System.IO.Compression;

namespace Streaming.Ingest.Generator;

/// <summary>Writes transactions to a file: CSV or JSON lines by its extension, compressed if it ends in <c>.gz</c>. Complete when disposed.</summary>
public sealed class TransactionFile : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly Stream _stream;
    private readonly bool _isCsv;
    private int _length;

    /// <summary>Creates the file, or overwrites it.</summary>
    /// <exception cref="ArgumentException">The extension is none of <c>.csv</c>, <c>.jsonl</c>, <c>.ndjson</c>, <c>.json</c>, each with or without <c>.gz</c>.</exception>
    public TransactionFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var isCompressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        _isCsv = Path.GetExtension(isCompressed ? path[..^3] : path).ToUpperInvariant() switch
        {
            ".CSV" => true,
            ".JSONL" or ".NDJSON" or ".JSON" => false,
            _ => throw new ArgumentException($"expected a file name with .csv or .jsonl, also with .gz behind it, found {Path.GetFileName(path)}", nameof(path)),
        };
        Stream file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 });
        _stream = isCompressed ? new GZipStream(file, CompressionLevel.Fastest) : file;
        if (_isCsv)
        {
            _stream.Write(TransactionText.CsvHeader);
        }
    }

    /// <summary>Appends one transaction.</summary>
    public void Write(in Transaction transaction)
    {
        if (_length + TransactionText.MaxBytes > _buffer.Length)
        {
            Flush();
        }

        if (_isCsv)
        {
            _length += TransactionText.WriteCsv(transaction, _buffer.AsSpan(_length));
        }
        else
        {
            _length += TransactionText.WriteJson(transaction, _buffer.AsSpan(_length));
            _buffer[_length++] = (byte)'\n';
        }
    }

    /// <summary>Writes out the rest and closes the file.</summary>
    public void Dispose()
    {
        Flush();
        _stream.Dispose();
    }

    private void Flush()
    {
        _stream.Write(_buffer, 0, _length);
        _length = 0;
    }
}
