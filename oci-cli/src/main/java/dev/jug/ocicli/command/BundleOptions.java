package dev.jug.ocicli.command;

import dev.jug.runtime.LaunchOption;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code create} and {@code run} have in common. */
final class BundleOptions {
  @Mixin ProcessFiles files = new ProcessFiles();

  @Option(
      names = {"--bundle", "-b"},
      paramLabel = "DIR",
      description = "The bundle; default is the working directory.")
  String bundle = "";

  @Option(names = "--no-pivot", description = "Do not use pivot_root(2); less secure.")
  boolean noPivot;

  @Option(names = "--no-new-keyring", description = "Keep the caller's session keyring.")
  boolean noNewKeyring;

  Set<LaunchOption> options(Context context) {
    var options = EnumSet.noneOf(LaunchOption.class);
    if (noPivot) {
      options.add(LaunchOption.NO_PIVOT);
    }
    if (context.systemdCgroup()) {
      options.add(LaunchOption.SYSTEMD_CGROUP);
    }
    if (noNewKeyring) {
      options.add(LaunchOption.SHARED_KEYRING);
    }
    return options;
  }
}
