package dev.jug.network.cni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

class CniRuntimeTest {
  private static final String RESULT =
      """
      {"cniVersion": "1.0.0",
       "interfaces": [{"name": "br0"}, {"name": "eth0", "mac": "02:00:00:00:00:01", "sandbox": "/x"}],
       "ips": [{"address": "10.1.0.5/16", "gateway": "10.1.0.1", "interface": 1}],
       "routes": [{"dst": "0.0.0.0/0"}],
       "dns": {"nameservers": ["10.9.0.53"]}}
      """;

  @TempDir Path folder;
  private CniRuntime runtime;

  @BeforeEach
  void makePrograms() throws IOException {
    runtime = new CniRuntime(List.of(folder), Duration.ofSeconds(10));
    program("first", "echo '" + RESULT + "'");
    program("second", "echo '" + RESULT.replace("10.1.0.5", "10.1.0.6") + "'");
    program("broken", "echo '{\"code\": 11, \"msg\": \"busy\", \"details\": \"later\"}'; exit 1");
    program("mute", "exit 3");
    program("odd", "echo hello");
  }

  /** A plugin that notes what it hears, and then does this. */
  private void program(String name, String action) throws IOException {
    var text =
        """
        #!/bin/sh
        echo "THIS $CNI_COMMAND $CNI_CONTAINERID $CNI_IFNAME $CNI_NETNS" >>FOLDER/calls
        echo "$CNI_ARGS" >FOLDER/THIS-arguments
        cat >FOLDER/THIS-$CNI_COMMAND
        """
            .replace("THIS", name)
            .replace("FOLDER", folder.toString());
    var mode = PosixFilePermissions.fromString("rwx------");
    Files.setPosixFilePermissions(Files.writeString(folder.resolve(name), text + action), mode);
  }

  private static CniConfiguration chain(String more, String... types) {
    var plugins =
        List.of(types).stream()
            .map(type -> "{\"type\": \"" + type + "\", \"capabilities\": {\"mac\": true}}")
            .toList();
    var text =
        "{\"name\": \"net\", \"cniVersion\": \"1.0.0\"" + more + ", \"plugins\": " + plugins + "}";
    return CniConfiguration.of(JsonMapper.shared().readTree(text));
  }

  private static CniAttachment attachment(Optional<Path> namespace) {
    Map<String, JsonNode> said = Map.of("mac", StringNode.valueOf("02:00:00:00:00:09"));
    return new CniAttachment("c1", namespace, "eth0", said, Optional.of("K8S_POD_NAME=p"));
  }

  private static CniAttachment attachment() {
    return attachment(Optional.of(Path.of("/run/ns")));
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }

  private JsonNode heard(String call) throws IOException {
    return JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve(call)));
  }

  @Test
  void pluginsAddOneAfterAnotherAndHearWhatIsMade() throws IOException {
    var made = runtime.add(chain("", "first", "second"), attachment());

    assertThat(calls()).containsExactly("first ADD c1 eth0 /run/ns", "second ADD c1 eth0 /run/ns");
    assertThat(folder.resolve("first-arguments")).hasContent("K8S_POD_NAME=p");
    assertThat(heard("first-ADD").has("prevResult")).isFalse();
    assertThat(heard("second-ADD").at("/prevResult/ips/0/address").asString())
        .isEqualTo("10.1.0.5/16");
    assertThat(heard("first-ADD").path("name").asString()).isEqualTo("net");
    assertThat(heard("first-ADD").path("cniVersion").asString()).isEqualTo("1.0.0");
    assertThat(heard("first-ADD").has("capabilities")).isFalse();
    assertThat(heard("first-ADD").at("/runtimeConfig/mac").asString())
        .isEqualTo("02:00:00:00:00:09");
    assertThat(made.address(true).orElseThrow().network()).isEqualTo("10.1.0.6/16");
    assertThat(made.gateway(true).orElseThrow().getHostAddress()).isEqualTo("10.1.0.1");
    assertThat(made.gateway(false)).isEmpty();
    assertThat(made.mac("eth0")).contains("02:00:00:00:00:01");
    assertThat(made.mac("br0")).as("it is the host's").isEmpty();
    assertThat(made.nameservers()).containsExactly("10.9.0.53");
  }

  @Test
  void theyDeleteInTheOtherOrderAlsoWithoutANamespace() throws IOException {
    var made = runtime.add(chain("", "first", "second"), attachment());
    Files.delete(folder.resolve("calls"));

    runtime.delete(chain("", "first", "second"), attachment(Optional.empty()), Optional.of(made));
    assertThat(calls()).containsExactly("second DEL c1 eth0 ", "first DEL c1 eth0 ");
    assertThat(heard("first-DEL").at("/prevResult/ips/0/address").asString())
        .as("the last result, for all")
        .isEqualTo("10.1.0.6/16");
    runtime.delete(chain("", "first"), attachment(Optional.empty()), Optional.empty());
    assertThat(heard("first-DEL").has("prevResult")).isFalse();
  }

  @Test
  void theyAreAskedWhetherAllIsAsTheyMadeItUnlessTheConfigurationSaysNo() throws IOException {
    var made = runtime.add(chain("", "first"), attachment());
    Files.delete(folder.resolve("calls"));

    runtime.check(chain(", \"disableCheck\": true", "first"), attachment(), made);
    assertThat(folder.resolve("calls")).doesNotExist();
    runtime.check(chain("", "first"), attachment(), made);
    assertThat(calls()).containsExactly("first CHECK c1 eth0 /run/ns");
    assertThatThrownBy(() -> runtime.check(chain("", "broken"), attachment(), made))
        .hasMessage("plugin broken failed to CHECK: busy: later (code 11)");
  }

  @Test
  void thePluginsErrorIsWhatIsSaid() throws IOException {
    assertThatThrownBy(() -> runtime.add(chain("", "first", "broken", "second"), attachment()))
        .isInstanceOfSatisfying(
            CniException.class,
            e -> assertThat(e.error()).isEqualTo(new CniError(CniError.TRY_AGAIN, "busy", "later")))
        .hasMessage("plugin broken failed to ADD: busy: later (code 11)");
    assertThat(calls()).hasSize(2);
    assertThatThrownBy(() -> runtime.add(chain("", "mute"), attachment()))
        .hasMessage("plugin mute failed to ADD: it ended with status 3 and said no reason");
    assertThatThrownBy(() -> runtime.add(chain("", "odd"), attachment()))
        .hasMessageStartingWith("plugin odd failed to ADD: it is no result");
    assertThatThrownBy(() -> runtime.add(chain("", "gone"), attachment()))
        .hasMessage("there is no plugin gone in " + folder);
  }

  @Test
  void whoTakesTooLongIsEnded() throws IOException {
    program("slow", "exec sleep 99");
    var hasty = new CniRuntime(List.of(folder), Duration.ofMillis(200));

    assertThatThrownBy(() -> hasty.add(chain("", "slow"), attachment()))
        .hasMessageStartingWith("plugin slow failed to ADD");
  }

  @Test
  void aFolderKnowsItsNetworksByTheNamesInTheFiles() throws IOException {
    Files.writeString(folder.resolve("10-b.conf"), "{no json");
    var single = "{\"name\": \"one\", \"cniVersion\": \"0.3.1\", \"type\": \"first\"}";
    var file = Files.writeString(folder.resolve("20-a.conf"), single);

    var found = new CniFolder(folder).find("one");
    assertThat(found).contains(file);
    assertThat(CniConfiguration.read(file).plugins()).hasSize(1);
    assertThat(CniConfiguration.read(file).isChecked()).as("0.3.1 has no CHECK").isFalse();
    assertThat(new CniFolder(folder).find("two")).isEmpty();
    assertThat(new CniFolder(folder.resolve("none")).files()).isEmpty();
  }
}
