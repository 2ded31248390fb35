package dev.jug.engine.advisory;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.linux.fs.FileTrouble;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.zip.ZipInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Advisories in a file: one, an array of them, or an archive (zip) of such files, as osv.dev has
 * for each ecosystem; or a directory of files. They are looked at one by one, so a list of hundred
 * thousand needs no memory.
 */
public final class AdvisoryList {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Collection<Suspect> suspects;
  private final List<Hole> holes = new ArrayList<>();

  private AdvisoryList(Collection<Suspect> suspects) {
    this.suspects = suspects;
  }

  /**
   * The holes that a list knows of packages.
   *
   * @throws Invalid if it cannot be read, or is no such list
   */
  public static List<Hole> holes(Path list, Collection<Suspect> suspects) {
    var reading = new AdvisoryList(suspects);
    try {
      reading.read(list);
    } catch (IOException e) {
      throw new Invalid(
          "reading advisories (" + list + ") failed: " + FileTrouble.why(e),
          "Give a file in the form of OSV: JSON, or the archive all.zip of an ecosystem.");
    } catch (JacksonException e) {
      throw new Invalid(
          "reading advisories (" + list + ") failed: " + e.getOriginalMessage(),
          "Give a file in the form of OSV: JSON, or the archive all.zip of an ecosystem.");
    }
    return List.copyOf(reading.holes);
  }

  private void read(Path list) throws IOException {
    if (Files.isDirectory(list)) {
      try (var files = Files.list(list)) {
        for (var file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
          read(file);
        }
      }
      return;
    }
    try (var in = new BufferedInputStream(Files.newInputStream(list))) {
      if (isArchive(in)) {
        archive(new ZipInputStream(in));
      } else {
        document(in);
      }
    }
  }

  private static boolean isArchive(BufferedInputStream in) throws IOException {
    in.mark(2);
    boolean archive = in.read() == 'P' && in.read() == 'K';
    in.reset();
    return archive;
  }

  private void archive(ZipInputStream zip) throws IOException {
    for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (entry.getName().endsWith(".json")) {
        look(JSON.readTree(zip.readAllBytes()));
      }
    }
  }

  private void document(InputStream in) {
    try (var parser = JSON.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        look(parser.readValueAsTree());
        return;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        look(parser.readValueAsTree());
      }
    }
  }

  private void look(JsonNode text) {
    var advisory = new Advisory(text);
    for (var suspect : suspects) {
      advisory.hole(suspect).ifPresent(holes::add);
    }
  }
}
