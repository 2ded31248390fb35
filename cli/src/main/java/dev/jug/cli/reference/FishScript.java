package dev.jug.cli.reference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** For fish(1), which shows what an option does beside it. */
record FishScript() implements Script {
  private static final String HEAD =
      """
      # fish completion for jug: made by `jug completion fish`. Names of containers and the like are asked of a running engine;
      # none is started for that.
      """;

  private static final String BODY =
      """

      # The command that is typed: other words for it are replaced.
      function __jug_command
          set -l words (commandline -opc)
          set -e words[1]
          for length in 3 2 1
              test (count $words) -ge $length; or continue
              set -l name (string join ' ' -- $words[1..$length])
              set -l other (contains -i -- $name $__jug_others)
              and set name $__jug_meant[$other]
              contains -- $name $__jug_names; and echo $name; and return
          end
      end

      function __jug_is
          set -l typed (__jug_command)
          test "$typed" = "$argv"
      end

      # The words that may follow in the name of a command.
      function __jug_next
          set -l words (commandline -opc)
          set -e words[1]
          set -l before (string join ' ' -- $words)
          for name in $__jug_names $__jug_others
              if test -z "$before"
                  string split -f 1 ' ' -- $name
              else if string match -q -- "$before *" $name
                  string split -f 1 ' ' -- (string sub -s (math (string length -- $before) + 2) -- $name)
              end
          end | sort -u
      end

      complete -c jug -f
      complete -c jug -f -a '(__jug_next)'
      """;

  @Override
  public String shell() {
    return "fish";
  }

  @Override
  public String place() {
    return "fish/vendor_completions.d/jug.fish";
  }

  @Override
  public String text(Candidates candidates) {
    var text = new StringBuilder(HEAD);
    text.append(list("names", candidates.pages().stream().map(CommandPage::name)));
    text.append(list("others", candidates.same().keySet().stream()));
    text.append(list("meant", candidates.same().values().stream()));
    text.append(BODY);
    for (var page : candidates.pages()) {
      page.options().forEach(option -> text.append(line(page, option)));
      page.parameters().stream()
          .map(parameter -> Kind.of(page, parameter))
          .filter(kind -> page.parameters().size() == 1 || !(kind instanceof Kind.Files))
          .map(FishScript::arguments)
          .filter(arguments -> !arguments.isEmpty())
          .distinct()
          .forEach(arguments -> text.append(begin(page)).append(arguments).append('\n'));
    }
    return text.toString();
  }

  private static String list(String name, Stream<String> words) {
    return words
        .map(FishScript::quoted)
        .collect(Collectors.joining(" ", "set -g __jug_" + name + " ", "\n"));
  }

  private static String begin(CommandPage page) {
    return "complete -c jug -n '__jug_is " + page.name() + "'";
  }

  private static String line(CommandPage page, OptionSpec option) {
    var names =
        Arrays.stream(option.names())
            .map(name ->
                name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
            .collect(Collectors.joining());
    var value = CommandPage.takesValue(option) ? value(Kind.of(page, option)) : "";
    return begin(page) + names + value + " -d " + quoted(said(option)) + "\n";
  }

  private static String value(Kind kind) {
    return kind instanceof Kind.Files ? " -r -F" : " -x" + arguments(kind);
  }

  private static String arguments(Kind kind) {
    return switch (kind) {
      case Kind.Files _ -> " -F";
      case Kind.Choices(var words) ->
          words.isEmpty() ? "" : " -a " + quoted(String.join(" ", words));
      case Kind.Names(var what) -> names(List.of(what.split(",")));
    };
  }

  private static String names(List<String> kinds) {
    var files = kinds.contains("files") ? " -F" : "";
    return kinds.stream()
        .filter(kind -> !kind.equals("files"))
        .map(kind -> "(jug completion names " + kind + " 2>/dev/null)")
        .collect(Collectors.joining(" ", files + " -a '", "'"));
  }

  private static String said(ArgSpec argument) {
    return CommandPage.said(argument);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
