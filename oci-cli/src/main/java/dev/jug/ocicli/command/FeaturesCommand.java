package dev.jug.ocicli.command;

import dev.jug.oci.runtime.StateCodec;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;

/** Prints what this runtime and this kernel can do. */
@Command(name = "jug-runtime features", description = "Prints what this runtime can do here.")
final class FeaturesCommand extends OciCommand {
  @Override
  int run() {
    front()
        .printLine(
            new String(new StateCodec().write(lifecycle().features()), StandardCharsets.UTF_8));
    return 0;
  }
}
