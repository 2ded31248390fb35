package dev.jug.cli.image;

import dev.jug.cli.context.Context;
import dev.jug.cli.image.BlobState.Direction;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ContainerImage.Stored;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.image.transfer.Location;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Pulls the image that a container shall be made from.
 *
 * @param when to pull it
 * @param quiet whether nothing is said about it
 */
public record MissingImage(Context context, When when, boolean quiet) {
  /** When an image is pulled, in Docker's words. */
  public enum When {
    ALWAYS,
    MISSING,
    NEVER;

    /**
     * Reads one.
     *
     * @throws Invalid if it is none of them
     */
    public static When parse(String text) {
      return switch (text) {
        case "always" -> ALWAYS;
        case "missing", "" -> MISSING;
        case "never" -> NEVER;
        default ->
            throw new Invalid(
                "invalid pull option: '"
                    + text
                    + "': must be one of \"always\", \"missing\" or"
                    + " \"never\"",
                "");
      };
    }
  }

  /**
   * Sees to it that the request's image is here; what is said about it is no output of the
   * container.
   */
  public void provide(ContainerRequest request) throws IOException {
    if (request.image() instanceof Stored(var name, _)) {
      switch (when) {
        case ALWAYS -> pull(name);
        case MISSING -> {
          if (context.engine().images().lookUp(name, null).isEmpty()) {
            var familiar = Reference.parse(name).familiar();
            say().accept("Unable to find image '" + familiar + "' locally");
            pull(name);
          }
        }
        case NEVER -> {}
      }
    }
  }

  private Consumer<String> say() {
    return quiet ? _ -> {} : context.front()::printError;
  }

  private Consumer<String> show() {
    return quiet ? _ -> {} : context.front()::printErrorText;
  }

  private void pull(String name) throws IOException {
    try (var transports = new Transports(context)) {
      if (transports.parse(name) instanceof Location.Packages(var suite)) {
        make(suite);
      } else {
        pull(name, transports);
      }
    }
  }

  private void pull(String name, Transports transports) throws IOException {
    var terminal = context.front().isTerminal(2);
    try (var display =
        new TransferDisplay(Direction.PULL, show(), terminal, InstantSource.system())) {
      new Pulls(context.engine().images(), transports, display, say()).pull(name, null, null);
    }
  }

  private void make(String suite) throws IOException {
    var front = context.front();
    var display = new PackageDisplay(show(), front.isTerminal(2), InstantSource.system());
    new PackagePull(context.engine(), display, say())
        .run(new PackageOptions().request(suite, null, front.request().environment()));
  }
}
