package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.linux.fs.FileTrouble;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Spec;
import dev.jug.oci.runtime.SpecCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The config.json files of bundles. One whose bytes are those of the last time is not parsed again:
 * with a system call filter in it that takes longer than starting the container.
 */
public final class ConfigFiles {
  private static final int MOST = 16;

  private final SpecCodec codec = new SpecCodec();
  private final Map<Path, Parsed> parsed =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Parsed> eldest) {
          return size() > MOST;
        }
      };

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Parsed(byte[] text, Spec spec) {}

  /**
   * Reads a config.json.
   *
   * @throws Invalid if there is none, or it is none
   */
  Spec read(Path file) {
    try {
      var text = Files.readAllBytes(file);
      var known = known(file);
      if (known != null && Arrays.equals(known.text(), text)) {
        return known.spec();
      }
      var spec = codec.read(text);
      keep(file, new Parsed(text, spec));
      return spec;
    } catch (IOException e) {
      throw new Invalid(
          "cannot read " + file + ": " + FileTrouble.why(e),
          "A bundle is a directory with a config.json and a root file system.");
    } catch (InvalidSpecException e) {
      throw new Invalid(file + ": " + e.getMessage(), "");
    }
  }

  private synchronized @Nullable Parsed known(Path file) {
    return parsed.get(file);
  }

  private synchronized void keep(Path file, Parsed result) {
    parsed.put(file, result);
  }
}
