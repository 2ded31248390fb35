package dev.jug.app.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a registry that wants names and passwords. */
@EndToEnd
@Requires({"command:docker-registry", "command:htpasswd", "command:skopeo", "busybox"})
class LoginTest {
  private static final String AUTH =
      Base64.getEncoder().encodeToString("me:pass:word".getBytes(UTF_8));

  @TempDir static Path folder;
  private static RealRegistry registry;
  private static ImageUser user;
  private static String name;

  @BeforeAll
  static void open() throws IOException {
    var file = folder.resolve("htpasswd");
    Files.writeString(file, Programs.output("htpasswd", "-Bbn", "me", "pass:word"));
    registry =
        RealRegistry.start(
            folder.resolve("registry"), "", "auth: {htpasswd: {realm: here, path: " + file + "}}");
    user = new ImageUser(folder, "PATH=" + folder + ":" + System.getenv("PATH"));
    name = registry.name() + "/team/app:1";
    user.makeImage(name, "hello");
  }

  @AfterEach
  void forget() {
    user.forget();
  }

  @AfterAll
  static void close() {
    user.close();
    registry.close();
  }

  private Path config() {
    return user.home().resolve(".docker/config.json");
  }

  private void login() {
    var said = user.feed("pass:word\n", "login", "-u", "me", "--password-stdin", registry.name());
    assertThat(said.text()).isEqualTo("Login Succeeded");
  }

  @Test
  void whoIsUnknownIsToldToLogIn() {

    var pull = user.run("pull", name);
    var push = user.run("push", name);

    assertThat(pull.code()).isEqualTo(1);
    assertThat(pull.err())
        .contains("pull access denied for " + registry.name() + "/team/app")
        .contains("jug login " + registry.name());
    assertThat(push.code()).isEqualTo(1);
    assertThat(push.err())
        .contains("push access denied for " + registry.name() + "/team/app")
        .contains("unauthorized: authentication required")
        .contains("jug login " + registry.name());
  }

  @Test
  void aWrongPasswordIsRefusedAndNotKept() {
    var said = user.feed("wrong", "login", "-u", "me", "--password-stdin", registry.name());

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("unauthorized").contains("incorrect username or password");
    assertThat(config()).doesNotExist();
  }

  @Test
  void theFileIsDockersAndOthersReadIt() throws IOException {
    login();

    assertThat(Files.readString(config()).replaceAll("\\s", ""))
        .isEqualTo("{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.name(), AUTH));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config())))
        .isEqualTo("rw-------");
    user.run("push", name).ok();
    var seen =
        Programs.skopeo(
            "inspect", "--authfile", config().toString(), "--tls-verify=false", "docker://" + name);
    assertThat(seen).contains(user.digest(name));

    assertThat(user.run("logout", registry.name()).text())
        .isEqualTo("Removing login credentials for " + registry.name());
    assertThat(Files.readString(config())).doesNotContain(registry.name());
    assertThat(user.run("logout", registry.name()).text())
        .isEqualTo("Not logged in to " + registry.name());
    assertThat(user.run("pull", name).err()).contains("pull access denied");
  }

  @Test
  void whatOthersWroteIsUsed() {
    Programs.skopeo(
        "login",
        "--authfile",
        config().toString(),
        "--tls-verify=false",
        "-u",
        "me",
        "-p",
        "pass:word",
        registry.name());

    user.run("push", name).ok();
  }

  /** The protocol of docker-credential-helpers, with a file for a keyring. */
  private void writeHelper() throws IOException {
    var helper = folder.resolve("docker-credential-x");
    Files.writeString(
        helper,
        """
        #!/bin/sh
        case $1 in
          store) cat >$0.kept ;;
          get) grep -q "\\"$(cat)\\"" $0.kept 2>/dev/null && exec cat $0.kept
            echo credentials not found in native keychain
            exit 1 ;;
          erase) exec rm $0.kept ;;
        esac
        """);
    Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aHelperKeepsTheSecretInstead() throws IOException {
    writeHelper();
    var kept = folder.resolve("docker-credential-x.kept");
    ImageUser.write(config(), "{\"credsStore\": \"x\", \"other\": {\"stays\": true}}");
    assertThat(user.run("push", name).err()).contains("push access denied");

    login();

    assertThat(Files.readString(kept))
        .contains("\"ServerURL\":\"" + registry.name() + "\"")
        .contains("\"Username\":\"me\"")
        .contains("\"Secret\":\"pass:word\"");
    assertThat(Files.readString(config()).replaceAll("\\s", ""))
        .contains("\"auths\":{\"" + registry.name() + "\":{}}")
        .contains("\"other\":{\"stays\":true}")
        .doesNotContain(AUTH);
    user.run("push", name).ok();
    user.run("logout", registry.name()).ok();
    assertThat(kept).doesNotExist();
  }

  @Test
  void aHelperThatIsMissingIsNamed() {
    ImageUser.write(config(), "{\"credHelpers\": {\"" + registry.name() + "\": \"gone\"}}");

    var said = user.run("pull", name);

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("docker-credential-gone").contains("PATH");
  }
}
