package dev.jug.build.graph;

import dev.jug.build.dockerfile.Mount;
import dev.jug.build.dockerfile.MountFlag;
import dev.jug.build.dockerfile.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the mounts of a step. */
record MountMaker(Resolver resolver, PlannedStage stage, Scope scope) {
  List<StepMount> all(Run run, String cwd, Fault fault) {
    return run.mounts().stream().map(flag -> mount(flag, cwd, fault)).toList();
  }

  private StepMount mount(MountFlag flag, String cwd, Fault fault) {
    var mount = resolved(flag, fault);
    return switch (mount) {
      case Mount.Bind(var target, var from, var source, var writable) ->
          new StepMount(
              new Mount.Bind(
                  Paths.absolute(cwd, target), from, Paths.absolute("/", source), writable),
              from == null || from.isEmpty()
                  ? new TreeSource.Context()
                  : resolver.from(from, stage.stage(), fault));
      case Mount.Cache cache -> new StepMount(cache(cache, cwd), start(cache.from(), fault));
      case Mount.Tmpfs(var target, var size) ->
          plain(new Mount.Tmpfs(Paths.absolute(cwd, target), size));
      case Mount.Secret secret -> plain(secret(secret, cwd));
      case Mount.Ssh ssh ->
          plain(
              new Mount.Ssh(
                  place(ssh.target(), cwd),
                  ssh.id(),
                  ssh.required(),
                  ssh.mode(),
                  ssh.uid(),
                  ssh.gid()));
    };
  }

  private Mount resolved(MountFlag flag, Fault fault) {
    try {
      return flag.resolve(word -> scope.expand(word, fault));
    } catch (IllegalArgumentException wrong) {
      throw fault.of(String.valueOf(wrong.getMessage()), "");
    }
  }

  private static Mount cache(Mount.Cache cache, String cwd) {
    var target = Paths.absolute(cwd, cache.target());
    return new Mount.Cache(
        target,
        cache.id().equals(cache.target()) ? target : cache.id(),
        cache.readOnly(),
        cache.sharing(),
        cache.from(),
        Paths.absolute("/", cache.source()),
        cache.mode(),
        cache.uid(),
        cache.gid());
  }

  private static Mount secret(Mount.Secret secret, String cwd) {
    return new Mount.Secret(
        place(secret.target(), cwd),
        secret.id(),
        secret.env(),
        secret.required(),
        secret.mode(),
        secret.uid(),
        secret.gid());
  }

  private TreeSource start(@Nullable String from, Fault fault) {
    return from == null || from.isEmpty()
        ? new TreeSource.Scratch()
        : resolver.from(from, stage.stage(), fault);
  }

  private static @Nullable String place(@Nullable String target, String cwd) {
    return target == null ? null : Paths.absolute(cwd, target);
  }

  private static StepMount plain(Mount mount) {
    return new StepMount(mount, new TreeSource.Scratch());
  }
}
