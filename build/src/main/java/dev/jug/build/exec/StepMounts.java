package dev.jug.build.exec;

import static dev.jug.linux.fs.OpenFlag.O_PATH;

import dev.jug.build.context.PathPattern;
import dev.jug.build.dockerfile.Mount;
import dev.jug.build.error.BuildFailure;
import dev.jug.build.exec.Command.Bound;
import dev.jug.build.exec.Command.Memory;
import dev.jug.build.exec.Command.Mounted;
import dev.jug.build.graph.InlineFile;
import dev.jug.build.graph.PlannedStage;
import dev.jug.build.graph.RunStep;
import dev.jug.build.graph.StepMount;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.OwnedDirectory;
import dev.jug.linux.fs.Rooted;
import dev.jug.linux.mount.DetachedMount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a command finds mounted, until this is closed. Not thread-safe. */
final class StepMounts implements AutoCloseable {
  private static final String SECRETS = "/run/secrets/";
  private static final String AGENTS = "/run/buildkit/ssh_agent.";

  private final BuildWorld world;
  private final BuildOptions options;
  private final Sources sources;
  private final PlannedStage stage;
  private final List<Mounted> mounted = new ArrayList<>();
  private final List<String> environment = new ArrayList<>();
  private final Deque<AutoCloseable> held = new ArrayDeque<>();
  private @Nullable OwnedDirectory memory;
  private int agents;

  StepMounts(BuildWorld world, BuildOptions options, Sources sources, PlannedStage stage) {
    this.world = world;
    this.options = options;
    this.sources = sources;
    this.stage = stage;
  }

  /** Adds what a mount shows to a key; of secrets and caches, only that there is one. */
  void describe(StepMount mount, ContentKey key) throws IOException, InterruptedException {
    key.add(mount.mount().toString());
    if (mount.mount() instanceof Mount.Bind bind) {
      try (var tree = sources.open(mount.source(), stage)) {
        var entry = tree.entry(PathPattern.clean(bind.source()));
        if (entry.isPresent()) {
          key.add(tree, entry.get(), bind.target(), _ -> false);
        }
      }
    }
  }

  /** Makes all that a step asks for. */
  void open(RunStep step) throws IOException, InterruptedException {
    for (var mount : step.mounts()) {
      switch (mount.mount()) {
        case Mount.Bind bind -> bind(mount, bind);
        case Mount.Cache cache -> cache(cache);
        case Mount.Tmpfs(var target, long size) -> mounted.add(new Memory(target, size));
        case Mount.Secret secret -> secret(secret);
        case Mount.Ssh ssh -> ssh(ssh);
      }
    }
    for (InlineFile script : step.scripts()) {
      mounted.add(new Bound(script(script), script.path(), true));
    }
  }

  /** On the disk: the memory of secrets is mounted so that nothing there can be executed. */
  private Path script(InlineFile script) throws IOException {
    var place = OwnedDirectory.in(world.images().scratch());
    held.push(place);
    var file = Files.writeString(place.path().resolve("script"), script.content());
    Files.setPosixFilePermissions(file, permissions(script.mode()));
    return file;
  }

  private void bind(StepMount mount, Mount.Bind bind) throws IOException, InterruptedException {
    var tree = sources.open(mount.source(), stage);
    held.push(tree);
    var path = PathPattern.clean(bind.source());
    try {
      var source = Rooted.open(tree.root(), path.isEmpty() ? "." : path, O_PATH);
      held.push(source);
      var shown = bind.writable() ? above(source) : source;
      mounted.add(new Bound(place(shown), bind.target(), !bind.writable()));
    } catch (SysException e) {
      throw new BuildFailure(
          "failed to compute cache key: \"/" + path + "\": not found (" + e.getMessage() + ")");
    }
  }

  /** A place for changes that nobody sees afterwards. */
  private Fd above(Fd source) throws IOException {
    var place = OwnedDirectory.in(world.images().scratch());
    held.push(place);
    var upper = Files.createDirectory(place.path().resolve("upper"));
    var work = Files.createDirectory(place.path().resolve("work"));
    var root =
        DetachedMount.writable(
            "overlay",
            List.of(
                Map.entry("lowerdir+", place(source).toString()),
                Map.entry("upperdir", upper.toString()),
                Map.entry("workdir", work.toString())));
    held.push(root);
    return root;
  }

  private static Path place(Fd fd) {
    return Path.of("/proc/" + ProcessHandle.current().pid() + "/fd/" + fd.number());
  }

  private void cache(Mount.Cache cache) throws IOException, InterruptedException {
    var claim = CacheClaim.of(world.caches(), cache.id(), cache.sharing(), world.flights());
    held.push(claim);
    if (claim.isNew()) {
      Files.setPosixFilePermissions(claim.path(), permissions(cache.mode()));
      own(claim.path(), cache.uid(), cache.gid());
    }
    mounted.add(new Bound(claim.path(), cache.target(), cache.readOnly()));
  }

  private void secret(Mount.Secret secret) throws IOException, InterruptedException {
    var found = options.vault().secret(secret.id());
    if (found.isEmpty()) {
      if (secret.required()) {
        throw new BuildFailure("secret " + secret.id() + ": not found");
      }
      return;
    }
    var content = found.get();
    if (secret.env() != null) {
      environment.add(secret.env() + "=" + new String(content, StandardCharsets.UTF_8));
    }
    if (secret.env() == null || secret.target() != null) {
      var target = secret.target() == null ? SECRETS + secret.id() : secret.target();
      var file = file(content, secret.mode(), secret.uid(), secret.gid());
      mounted.add(new Bound(file, target, true));
    }
  }

  private void ssh(Mount.Ssh ssh) throws IOException, InterruptedException {
    if (!options.vault().hasAgent(ssh.id())) {
      if (ssh.required()) {
        throw new BuildFailure(
            "unset ssh forward key " + ssh.id() + ": the client passes no SSH agent on (--ssh)");
      }
      return;
    }
    var place = memory().resolve("agent" + mounted.size());
    held.push(AgentSocket.open(place, channel -> options.vault().agent(ssh.id(), channel)));
    Files.setPosixFilePermissions(place, permissions(ssh.mode()));
    own(place, ssh.uid(), ssh.gid());
    var target = ssh.target() == null ? AGENTS + agents++ : ssh.target();
    mounted.add(new Bound(place, target, false));
    environment.add("SSH_AUTH_SOCK=" + target);
  }

  private Path file(byte[] content, int mode, long uid, long gid) throws IOException {
    var file = memory().resolve("file" + mounted.size());
    Files.write(file, content);
    Files.setPosixFilePermissions(file, permissions(mode));
    own(file, uid, gid);
    return file;
  }

  private Path memory() throws IOException {
    var directory = memory;
    if (directory == null) {
      Files.createDirectories(world.memory());
      directory = OwnedDirectory.in(world.memory());
      memory = directory;
      held.push(directory);
    }
    return directory.path();
  }

  private static void own(Path file, long uid, long gid) throws IOException {
    Files.setAttribute(file, "unix:uid", (int) uid);
    Files.setAttribute(file, "unix:gid", (int) gid);
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    var all = PosixFilePermission.values();
    var set = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < all.length; i++) {
      if ((mode >> (all.length - 1 - i) & 1) == 1) {
        set.add(all[i]);
      }
    }
    return set;
  }

  /** In the order they are made. */
  List<Mounted> mounted() {
    return List.copyOf(mounted);
  }

  /** Variables that are not written down anywhere. */
  List<String> environment() {
    return List.copyOf(environment);
  }

  @Override
  public void close() throws IOException {
    while (!held.isEmpty()) {
      try {
        held.pop().close();
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException("a mount cannot be released", e);
      }
    }
  }
}
