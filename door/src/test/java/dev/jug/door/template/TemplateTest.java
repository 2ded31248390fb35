package dev.jug.door.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final String VALUE =
      """
      {"Id":"sha256:12","Size":7,"Tags":["a:1","b:2"],"None":[],"Nil":null,
       "Config":{"Cmd":["sh","-c"],"Labels":{"x.y":"1","z":""}},"Flag":true,"Many":[{"Name":"n"}]}
      """;

  private static String filled(String template) {
    return Template.parse(template).fill(VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          plain~plain
          {{.Id}}~sha256:12
          <{{ .Size }}>~<7>
          {{.Tags}}~[a:1 b:2]
          {{.Config.Labels}}~map[x.y:1 z:]
          {{.Config.Nothing.Below}}.~.
          {{json .Config.Cmd}}~["sh","-c"]
          {{.Config.Cmd | json}}~["sh","-c"]
          {{json .Nil}}{{.Nil}}~null<no value>
          {{index .Tags 1}}~b:2
          {{index .Config.Labels "x.y"}}~1
          {{join .Tags ", "}}~a:1, b:2
          {{len .Tags}}{{len .Id}}~29
          {{upper .Id}}{{.Id | title | lower}}~SHA256:12sha256:12
          {{index (split .Id ":") 1}}~12
          {{(index (split "a.b" ".") 0)}}~a
          {{(index .Many 0).Name}}~n
          {{range .Many}}{{.Name}}{{end}}~n
          {{truncate .Id 3}}~sha
          {{printf "%-4s|%d|%q" "a" .Size "b"}}~a   |7|"b"
          {{if .Flag}}yes{{else}}no{{end}}~yes
          {{if .None}}yes{{else if .Flag}}other{{else}}no{{end}}~other
          {{if eq .Size 7}}seven{{end}}{{if ne .Id "x"}}!{{end}}~seven!
          {{if and .Flag (not .None)}}both{{end}}~both
          {{or .Nil .Id}}~sha256:12
          {{range .Tags}}<{{.}}>{{end}}~<a:1><b:2>
          {{range $i, $t := .Tags}}{{$i}}={{$t}};{{end}}~0=a:1;1=b:2;
          {{range $k, $v := .Config.Labels}}{{$k}}={{$v}};{{end}}~x.y=1;z=;
          {{range .None}}x{{else}}empty{{end}}~empty
          {{range .Tags}}{{$.Size}}{{end}}~77
          {{with .Config}}{{index .Cmd 0}}{{end}}~sh
          {{$a := .Size}}{{$a}}~7
          a {{- .Size -}} b~a7b
          {{"quoted \\" text"}}{{`raw`}}~quoted " textraw
          {{/* nothing */}}~''
          """)
  void itIsFilled(String template, String expected) {
    assertThat(filled(template)).isEqualTo(expected);
  }

  @Test
  void tabsAndNewlinesAreWrittenAsDockersUsersDo() {
    assertThat(filled("{{.Size}}\\t{{.Id}}\\n")).isEqualTo("7\tsha256:12\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          {{.Typo}}~map has no entry for key "Typo"
          {{.Id~unclosed action
          {{if .Id}}~unexpected EOF
          {{end}}~unexpected {{end}}
          {{nonsense .Id}}~function "nonsense" not defined
          {{join .Tags}}~wrong number of args for join
          {{.Id ]}}~unexpected ']'
          {{}}~missing value for command
          {{$x}}~undefined variable "$x"
          {{(len .Id}}~unclosed left paren
          """)
  void mistakesAreNamed(String template, String why) {
    assertThatThrownBy(() -> filled(template))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(why);
  }
}
