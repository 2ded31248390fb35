package dev.jug.engine.build;

import dev.jug.build.error.BuildFailure;
import dev.jug.build.graph.AddSource;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.LogConfig;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.engine.request.StorageBuilder;
import dev.jug.engine.request.UserMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What git(1) is asked for, and the container it runs in: one of the image {@code host}, which has
 * this machine's git. Nothing that a repository says is executed: no hooks and no settings of the
 * machine are there, and only protocols of networks are spoken.
 *
 * @param what is wanted
 * @param keepGitDir whether {@code .git} comes along
 * @param environment of the engine; proxies are used
 */
public record Repository(AddSource.Git what, boolean keepGitDir, Map<String, String> environment) {
  private static final String PLACE = "/run/jug-checkout";

  /** Neither an option, nor something that fetches more than one reference. */
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./@-]*");

  /**
   * Servers that give no single commit, or no history that is cut off, give all. The commit is the
   * last line.
   */
  private static final String SCRIPT =
      """
      set -eu
      export PATH=/usr/local/bin:/usr/bin:/bin
      command -v git >/dev/null || { echo 'this machine has no git' >&2; exit 1; }
      git init -q -b fetched .
      git remote add origin "$REPOSITORY"
      if git fetch -q --depth 1 --no-tags origin "$REFERENCE" 2>/dev/null; then
        git checkout -q --detach FETCH_HEAD
      else
        git fetch -q origin '+refs/*:refs/fetched/*'
        found=
        for name in "refs/fetched/heads/$REFERENCE" "refs/fetched/tags/$REFERENCE" \\
            "refs/fetched/$REFERENCE" "${REFERENCE#refs/}" "$REFERENCE"; do
          found=$(git rev-parse -q --verify "$name^{commit}") && break
        done
        if [ -z "$found" ] && [ "$REFERENCE" = HEAD ]; then
          git fetch -q origin HEAD
          found=FETCH_HEAD
        fi
        [ -n "$found" ] || { echo "no branch, tag or commit is called $REFERENCE" >&2; exit 1; }
        git checkout -q --detach "$found"
      fi
      if [ -e .gitmodules ]; then git submodule update -q --init --recursive; fi
      git rev-parse HEAD
      [ -n "$KEEP" ] || find . -name .git -prune -exec rm -rf {} +
      """;

  /**
   * The container.
   *
   * @param directory of this machine, where the files go
   * @throws BuildFailure if the reference cannot be one
   */
  public ContainerRequest container(Path directory) {
    var reference = Objects.requireNonNullElse(what.ref(), "HEAD");
    if (!REFERENCE.matcher(reference).matches() || reference.contains("..")) {
      throw new BuildFailure("'" + reference + "' is no branch, tag or commit of a repository");
    }
    var shell = List.of("sh", "-c", SCRIPT);
    var process =
        new ProcessOptions(
            List.of(), shell, variables(reference), PLACE, null, false, false, false, 0, 0);
    var own = new NamespaceMode.Private();
    return ContainerRequest.builder(new ContainerImage.Host(false), List.of())
        .process(process)
        .startsAtOnce(true)
        .log(LogConfig.NONE)
        .namespaces(
            new NamespaceOptions(own, own, own, new NamespaceMode.Host(), new UserMode.Host(), own))
        .storage(new StorageBuilder().add(new BindMount(directory, PLACE, List.of())).build())
        .labels(Map.of("dev.jug.build", "git"))
        .build();
  }

  private List<String> variables(String reference) {
    var all =
        new ArrayList<>(
            List.of(
                "LC_ALL=C.UTF-8",
                "HOME=/nonexistent",
                "GIT_CONFIG_NOSYSTEM=1",
                "GIT_CONFIG_GLOBAL=/dev/null",
                "GIT_TEMPLATE_DIR=",
                "GIT_TERMINAL_PROMPT=0",
                "GIT_ALLOW_PROTOCOL=http:https:git:ssh",
                "GIT_SSH_COMMAND=ssh -o BatchMode=yes",
                "REPOSITORY=" + what.repository(),
                "REFERENCE=" + reference,
                "KEEP=" + (keepGitDir ? "yes" : "")));
    environment.forEach((name, value) -> {
      if (name.matches("(?i)(https?|all|no)_proxy")) {
        all.add(name + "=" + value);
      }
    });
    return all;
  }

  /** What is said of a failure; no password of the address is. */
  public BuildFailure failure(String output) {
    var lines = output.strip().lines().toList();
    var reason = lines.isEmpty() ? "git failed" : lines.getLast();
    var text = "failed to load " + what.repository() + ": " + reason;
    return new BuildFailure(text.replaceAll("://[^/@ ]*@", "://"));
  }
}
