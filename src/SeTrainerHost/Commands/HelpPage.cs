using System.Collections;
using System.CommandLine;
using System.Globalization;
using SeTrainerHost.Terminal;

namespace SeTrainerHost.Commands;

/// <summary>
/// <c>--help</c>: a command's options in groups, with their defaults; <c>--help-all</c>: those that are rare too.
/// </summary>
internal sealed class HelpPage
{
    /// <summary>A space at which no line ends.</summary>
    private const char Joint = '\u00a0';

    private const int MostColumns = 100;
    private const int NameColumns = 34;

    private readonly Option<bool> _help = new("--help", "-h", "-?") { Description = "Show help.", Recursive = true };
    private readonly Option<bool> _all = new("--help-all")
    {
        Description = "Show help with every option.",
        Recursive = true,
    };

    /// <summary>Gives a program its help.</summary>
    public HelpPage(RootCommand root)
    {
        foreach (var builtIn in root.Options.Where(option => option.Name == _help.Name).ToArray())
            root.Options.Remove(builtIn);
        root.Options.Add(_help);
        root.Options.Add(_all);
    }

    /// <summary>Writes the help that a command line asks for; false where it asks for none.</summary>
    public bool Write(ParseResult parsed, TextWriter output)
    {
        var all = parsed.GetResult(_all) is { Implicit: false };
        if (!all && parsed.GetResult(_help) is not { Implicit: false })
            return false;
        var command = parsed.CommandResult.Command;
        var lines = new Lines(output);
        lines.Paragraph(command.Description ?? "");
        lines.Paragraph($"usage: {Usage(command)}");
        lines.Section("Commands", command.Subcommands.Where(sub => !sub.Hidden).Select(sub => (sub.Name, sub.Description ?? "")));
        lines.Section("Arguments", command.Arguments.Select(argument => (argument.Name, argument.Description ?? "")));
        var options = Options(command).Where(option => !option.Hidden && (all || OptionGroups.IsCommon(option))).ToArray();
        var byGroup = options.ToLookup(OptionGroups.Of);
        // A handful of options needs no groups.
        if (!options.Any(option => option is ISettingOption))
            lines.Section("Options", options.Select(Row));
        else
            foreach (var group in OptionGroups.All)
                lines.Section(group, byGroup[group].Select(Row));
        if (options.Length < Options(command).Count())
            lines.Paragraph($"{Name(command)} --help-all shows every option.");
        if (command is RootCommand)
            lines.Paragraph("se-trainer COMMAND --help shows the options of a command.");
        return true;
    }

    private IEnumerable<Option> Options(Command command) =>
        command is RootCommand ? command.Options : command.Options.Concat([_help, _all]);

    private static string Name(Command command) => command is RootCommand ? "se-trainer" : $"se-trainer {command.Name}";

    private static string Usage(Command command)
    {
        var arguments = command.Arguments.Select(argument =>
            argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}..."
            : argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]"
            : argument.Name);
        var required = command.Options.Where(option => option.Required).Select(option => Label(option));
        string[] commands = command is RootCommand ? ["COMMAND"] : [];
        return string.Join(' ', [Name(command), .. commands, .. arguments, .. required, "[options]"]);
    }

    private static (string Name, string Text) Row(Option option)
    {
        var defaults = option switch
        {
            { Required: true } => "required",
            ISettingOption { Setting.Default: { } value } => Default(value),
            { HasDefaultValue: true } when option.GetDefaultValue() is { } value and not false => Default(value),
            _ => "",
        };
        return (Label(option), defaults.Length == 0 ? option.Description ?? "" : $"{option.Description} ({defaults})");
    }

    private static string Label(Option option)
    {
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        string value = option switch
        {
            _ when type == typeof(bool) || option.Arity.MaximumNumberOfValues == 0 => "",
            ISettingOption { Setting.Type.IsEnum: true } => " NAME",
            _ when type == typeof(int) || type == typeof(uint) || type == typeof(long) => " N",
            _ when type == typeof(double) => " X",
            _ when type == typeof(int[]) => " N...",
            _ when type == typeof(double[]) => " X...",
            _ when type == typeof(TimeSpan) => " TIME",
            _ when type == typeof(FileInfo) => " FILE",
            _ when type == typeof(DirectoryInfo) => " DIR",
            _ => $" {option.Name[(option.Name.LastIndexOf('-') + 1)..].ToUpperInvariant()}",
        };
        return option.Name + value;
    }

    private static string Default(object value) => (value switch
    {
        bool isOn => isOn ? "true" : "false",
        Enum name => TrainerOptions.Kebab(name.ToString()),
        IEnumerable list and not string => string.Join(Joint, list.Cast<object>().Select(Text)),
        _ => Text(value),
    }) is { Length: > 0 } text ? $"default{Joint}{text}" : "";

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    /// <summary>Paragraphs and two columns, as wide as the terminal and at most 100 characters.</summary>
    private sealed class Lines(TextWriter output)
    {
        private readonly int _width = Math.Min(MostColumns, Consoles.On(output).Profile.Width);

        public void Paragraph(string text)
        {
            foreach (var line in Wrapped(text, _width))
                output.WriteLine(line);
            output.WriteLine();
        }

        public void Section(string title, IEnumerable<(string Name, string Text)> rows)
        {
            var all = rows.ToArray();
            if (all.Length == 0)
                return;
            output.WriteLine($"{title}:");
            foreach (var (name, text) in all)
            {
                var first = $"  {name}";
                if (first.Length >= NameColumns)
                    output.WriteLine(first);
                first = first.Length >= NameColumns ? "" : first;
                foreach (var line in Wrapped(text, Math.Max(20, _width - NameColumns)))
                {
                    output.WriteLine((first.PadRight(NameColumns) + line.Replace(Joint, ' ')).TrimEnd());
                    first = "";
                }
            }

            output.WriteLine();
        }

        private static IEnumerable<string> Wrapped(string text, int width)
        {
            var line = "";
            foreach (var word in text.Split(' '))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    yield return line;
                    line = "";
                }

                line += line.Length == 0 ? word : $" {word}";
            }

            yield return line;
        }
    }
}
