using System.CommandLine;

namespace SeTrainerHost.Commands;

/// <summary>
/// <c>se-trainer completion</c>: a script by which a shell completes commands, options, and the names that options take. It asks
/// se-trainer, and needs nothing else.
/// </summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] =
            """
            # In ~/.bashrc: source <(se-trainer completion bash)
            _se_trainer() {
                local IFS=$'\n'
                COMPREPLY=($(se-trainer complete "${COMP_LINE:0:COMP_POINT}" 2>/dev/null))
            }
            complete -o bashdefault -o default -F _se_trainer se-trainer
            """,
        ["zsh"] =
            """
            # In ~/.zshrc, after compinit: source <(se-trainer completion zsh)
            _se_trainer() {
                local -a found
                found=(${(f)"$(se-trainer complete "${words[1,CURRENT-1]} $PREFIX" 2>/dev/null)"})
                if (( $#found )); then compadd -a found; else _files; fi
            }
            compdef _se_trainer se-trainer
            """,
        ["pwsh"] =
            """
            # In $PROFILE: se-trainer completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName se-trainer -ScriptBlock {
                param($word, $line, $cursor)
                $end = $cursor - $line.Extent.StartOffset
                se-trainer complete $line.ToString().PadRight($end).Substring(0, $end) | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    public static Command Create(TextWriter output)
    {
        var shell = new Argument<string>("SHELL") { Description = $"The shell: {string.Join(", ", Scripts.Keys)}." };
        shell.CompletionSources.Add([.. Scripts.Keys]);
        var command = new Command("completion", "Prints a script that completes command lines in a shell.") { shell };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(shell)!;
            output.WriteLine(
                Scripts.TryGetValue(name, out var script)
                    ? script
                    : throw new ArgumentException($"the shell must be one of {string.Join(", ", Scripts.Keys)}, was '{name}'"));
        });
        return command;
    }
}
