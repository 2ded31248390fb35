package dev.jug.engine.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {
  @TempDir Path root;
  private Accounts accounts;

  @BeforeEach
  void users() throws IOException {
    Files.createDirectory(root.resolve("etc"));
    Files.writeString(
        root.resolve("etc/passwd"),
        """
        root:x:0:0:root:/root:/bin/sh
        # no line of passwd
        broken:x:abc:0::/:/bin/sh
        ann:x:1000:1001:Ann:/home/ann:/bin/sh
        """);
    Files.writeString(
        root.resolve("etc/group"),
        """
        root:x:0:
        ann:x:1001:
        video:x:44:bob,ann
        wheel:x:10:root
        """);
    accounts = Accounts.of(new RootView(List.of(root)));
  }

  private String resolved(String wanted) {
    var identity = Identity.resolve(wanted, accounts);
    var user = identity.user();
    return user.uid() + ":" + user.gid() + " " + user.additionalGids() + " " + identity.home();
  }

  @Test
  void moreGroupsComeAfterItsOwn() {
    var ann = Identity.resolve("ann", accounts);
    assertThat(ann.inGroups(List.of("wheel", "7", "video"), accounts).user().additionalGids())
        .containsExactly(44L, 10L, 7L);
    assertThatThrownBy(() -> ann.inGroups(List.of("nobody"), accounts)).isInstanceOf(Invalid.class);
  }

  @Test
  void usersAreResolvedAsDockerDoes() {
    assertThat(resolved(null)).isEqualTo("0:0 [10] /root");
    assertThat(resolved("ann")).isEqualTo("1000:1001 [44] /home/ann");
    assertThat(resolved("1000")).isEqualTo("1000:1001 [44] /home/ann");
    assertThat(resolved("ann:video")).isEqualTo("1000:44 [] /home/ann");
    assertThat(resolved("ann:7")).isEqualTo("1000:7 [] /home/ann");
    assertThat(resolved("4242")).isEqualTo("4242:0 [] /");
    assertThat(resolved("4242:4343")).isEqualTo("4242:4343 [] /");
  }

  @Test
  void whoIsNotListedIsRefusedInDockersWords() {
    assertThatThrownBy(() -> resolved("bob"))
        .isInstanceOf(Invalid.class)
        .hasMessage("unable to find user bob: no matching entries in passwd file");
    assertThatThrownBy(() -> resolved("ann:cats"))
        .hasMessage("unable to find group cats: no matching entries in group file");
    assertThatThrownBy(() -> resolved("4294967295")).hasMessageContaining("must be in range");
  }

  @Test
  void aLinkCannotLeadOutOfTheRoot() throws IOException {
    Files.delete(root.resolve("etc/passwd"));
    Files.createSymbolicLink(root.resolve("etc/passwd"), Path.of("/../../../../etc/hostname"));
    assertThat(new RootView(List.of(root)).read("etc/passwd")).isEmpty();
    Files.writeString(root.resolve("etc/hostname"), "inside");
    assertThat(new RootView(List.of(root)).read("etc/passwd"))
        .hasValue("inside".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theTopmostLayerThatHasAFileCounts(@TempDir Path lower, @TempDir Path empty)
      throws IOException {
    Files.createDirectory(lower.resolve("etc"));
    Files.writeString(lower.resolve("etc/passwd"), "low:x:5:5::/:/bin/sh");
    Files.writeString(lower.resolve("etc/only"), "low");
    var view = new RootView(List.of(empty, root, lower));
    assertThat(Accounts.of(view).users()).extracting(Accounts.User::name).contains("ann");
    assertThat(view.read("etc/only")).isPresent();
    assertThat(view.hasFile("etc/none")).isFalse();
    assertThat(view.hasFile("etc")).isFalse();
  }

  @Test
  void aRootWithoutUsersHasRootAllTheSame(@TempDir Path empty) {
    var none = Accounts.of(new RootView(List.of(empty)));
    assertThat(Identity.resolve(null, none).user().uid()).isZero();
    assertThat(Identity.resolve("7:8", none).user().gid()).isEqualTo(8);
  }
}
