using System.Text;

namespace Streaming.Ingest.Generator;

/// <summary>Transactions as text, UTF-8, without allocation: JSON objects and CSV rows with the same fields.</summary>
public static class TransactionText
{
    /// <summary>Room that is enough for any transaction in any form.</summary>
    public const int MaxBytes = 512;

    private static readonly byte[][] Categories = [.. MerchantCategory.Names.Select(Encoding.UTF8.GetBytes)];
    private static readonly byte[][] Countries = [.. Map.Countries.Select(Encoding.UTF8.GetBytes)];
    private static readonly byte[][] Channels = ["chip"u8.ToArray(), "swipe"u8.ToArray(), "online"u8.ToArray(), "contactless"u8.ToArray()];

    private static readonly byte[][] Scenarios =
    [
        [], "burst"u8.ToArray(), "theft"u8.ToArray(), "travel"u8.ToArray(), "testing"u8.ToArray(), "high_amount"u8.ToArray(), "odd_merchant"u8.ToArray(),
    ];

    /// <summary>The header line of a CSV file, with its line break.</summary>
    public static ReadOnlySpan<byte> CsvHeader => "id,card,time,amount,merchant,merchant_category,country,lat,lon,channel,fraud,scenario\n"u8;

    /// <summary>The name of a scenario; empty for genuine.</summary>
    public static ReadOnlySpan<byte> NameOf(Scenario scenario) => Scenarios[(int)scenario];

    /// <summary>Writes the card's token, the key of its record; returns the length.</summary>
    public static int WriteKey(in Transaction transaction, Span<byte> destination)
    {
        var text = new TextCursor(destination);
        text.Token((byte)'c', transaction.Card);
        return text.Length;
    }

    /// <summary>Writes a JSON object, without a line break; returns its length.</summary>
    public static int WriteJson(in Transaction transaction, Span<byte> destination)
    {
        var text = new TextCursor(destination);
        text.Append("{\"id\":\""u8);
        text.Id(transaction);
        text.Append("\",\"card\":\""u8);
        text.Token((byte)'c', transaction.Card);
        text.Append("\",\"time\":\""u8);
        text.Time(transaction.EventTime);
        text.Append("\",\"amount\":"u8);
        text.Decimal(transaction.AmountCents, 2);
        text.Append(",\"merchant\":\""u8);
        text.Token((byte)'m', transaction.Merchant);
        text.Append("\",\"merchant_category\":\""u8);
        text.Append(Categories[transaction.Category]);
        text.Append("\",\"country\":\""u8);
        text.Append(Countries[transaction.Country]);
        text.Append("\",\"lat\":"u8);
        text.Decimal(transaction.Latitude, 4);
        text.Append(",\"lon\":"u8);
        text.Decimal(transaction.Longitude, 4);
        text.Append(",\"channel\":\""u8);
        text.Append(Channels[(int)transaction.Channel]);
        text.Append(transaction.IsFraud ? "\",\"fraud\":1,\"scenario\":\""u8 : "\",\"fraud\":0,\"scenario\":\""u8);
        text.Append(NameOf(transaction.Scenario));
        text.Append("\"}"u8);
        return text.Length;
    }

    /// <summary>Writes a CSV row with its line break; returns its length.</summary>
    public static int WriteCsv(in Transaction transaction, Span<byte> destination)
    {
        var text = new TextCursor(destination);
        text.Id(transaction);
        text.Append(","u8);
        text.Token((byte)'c', transaction.Card);
        text.Append(","u8);
        text.Time(transaction.EventTime);
        text.Append(","u8);
        text.Decimal(transaction.AmountCents, 2);
        text.Append(","u8);
        text.Token((byte)'m', transaction.Merchant);
        text.Append(","u8);
        text.Append(Categories[transaction.Category]);
        text.Append(","u8);
        text.Append(Countries[transaction.Country]);
        text.Append(","u8);
        text.Decimal(transaction.Latitude, 4);
        text.Append(","u8);
        text.Decimal(transaction.Longitude, 4);
        text.Append(","u8);
        text.Append(Channels[(int)transaction.Channel]);
        text.Append(transaction.IsFraud ? ",1,"u8 : ",0,"u8);
        text.Append(NameOf(transaction.Scenario));
        text.Append("\n"u8);
        return text.Length;
    }
}
