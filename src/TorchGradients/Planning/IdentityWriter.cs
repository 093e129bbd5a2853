using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;

namespace TorchGradients.Planning;

/// <summary>The identity of <see cref="Identity.Of"/>, from the canonical texts of a config's units.</summary>
internal sealed class IdentityWriter
{
    const int Seed = -1;
    const int End = -2;

    readonly List<(byte[] Before, int Unit)> _pieces = [];
    readonly int _data, _device, _precision;
    readonly ConditionalWeakTable<UnitValue, byte[]> _dataTexts = [];
    readonly Dictionary<string, byte[]> _words = [];
    readonly ArrayBufferWriter<byte> _text = new(4096);

    /// <summary>For configs of these units.</summary>
    public IdentityWriter(ConfigUnits units)
    {
        (_data, _device, _precision) =
            (units.PositionOf("data"), units.PositionOf("training:device"), units.PositionOf("training:precision"));
        var roots = units.All.Index().GroupBy(pair => pair.Item.Section?.Key ?? pair.Item.Setting.Key)
            .Where(group => !Identity.BesideTheWork.Contains(group.Key))
            .Select(group => (group.Key, Units: group.ToArray()))
            .Append((Key: "seeds", Units: [])).OrderBy(root => root.Key, StringComparer.Ordinal);
        string before = "{";
        foreach (var root in roots)
        {
            before += $"\"{root.Key}\":";
            if (root.Units.Length == 0)
            {
                Add(before + "[", Seed, out before, "]");
            }
            else if (root.Units[0].Item.Section is null)
            {
                Add(before, root.Units[0].Index, out before, "");
            }
            else
            {
                before += "{";
                foreach (var (index, unit) in root.Units.OrderBy(unit => unit.Item.Setting.Key, StringComparer.Ordinal))
                {
                    if (root.Key == "training" && Identity.BesideTheTraining.Contains(unit.Setting.Key)) continue;
                    Add($"{before}\"{unit.Setting.Key}\":", index, out before, ",");
                }

                before = before.TrimEnd(',') + "}";
            }

            before += ",";
        }

        Add(before.TrimEnd(',') + "}", End, out _, "");
    }

    /// <summary>The identity of a run.</summary>
    public string Of(UnitValue[] values, WorkFacts facts, long seed)
    {
        _text.ResetWrittenCount();
        foreach ((byte[] before, int unit) in _pieces)
        {
            _text.Write(before);
            if (unit == Seed) WriteNumber(seed);
            else if (unit != End) _text.Write(Text(unit, values[unit], facts));
        }

        return Identity.Hash(_text.WrittenSpan);
    }

    void WriteNumber(long number)
    {
        number.TryFormat(_text.GetSpan(20), out int length, default, CultureInfo.InvariantCulture);
        _text.Advance(length);
    }

    byte[] Text(int unit, UnitValue value, WorkFacts facts) =>
        unit == _data ? DataText(value, facts)
        : unit == _device ? Word(facts.DeviceKind)
        : unit == _precision ? Word(facts.Precision)
        : value.Canonical;

    byte[] DataText(UnitValue value, WorkFacts facts)
    {
        if (_dataTexts.TryGetValue(value, out byte[]? known)) return known;

        var data = (JsonObject)value.Normalized!.DeepClone();
        Identity.SetFacts(data, facts);
        byte[] text = Identity.Canonical(data);
        _dataTexts.Add(value, text);
        return text;
    }

    byte[] Word(string word)
    {
        if (!_words.TryGetValue(word, out byte[]? text)) _words.Add(word, text = Encoding.UTF8.GetBytes($"\"{word}\""));
        return text;
    }

    void Add(string before, int unit, out string next, string after)
    {
        _pieces.Add((Encoding.UTF8.GetBytes(before), unit));
        next = after;
    }
}
