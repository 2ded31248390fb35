package dev.jug.build.attest;

import dev.jug.build.tree.SourceTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The Java archives of a tree, and those inside of them. What Maven notes in an archive says what
 * it is; else its manifest, or its name.
 *
 * @param tree of the image
 */
record JavaArchives(SourceTree tree) {
  private static final Pattern ARCHIVE = Pattern.compile(".*\\.[jwe]ar");
  private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
  private static final Pattern NAME = Pattern.compile("(.+?)(?:-([0-9].*))?\\.[jwe]ar");
  private static final int LARGEST_TEXT = 1 << 16;
  private static final int DEEPEST = 3;

  List<FoundPackage> find() throws IOException {
    var found = new ArrayList<FoundPackage>();
    for (var path : tree.files(name -> ARCHIVE.matcher(name).matches())) {
      try (var in = tree.content(path)) {
        found.addAll(new Reading(path).read(in, 0));
      }
    }
    return found;
  }

  /** What one archive says of itself. */
  private static final class Reading {
    private final String path;
    private final List<FoundPackage> poms = new ArrayList<>();
    private final List<FoundPackage> inside = new ArrayList<>();
    private Manifest manifest = new Manifest();

    private Reading(String path) {
      this.path = path;
    }

    /** One that is damaged is what its name says. */
    private List<FoundPackage> read(InputStream in, int depth) throws IOException {
      try {
        // Not closed: it may be inside of another.
        var zip = new ZipInputStream(in);
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          entry(entry.getName(), zip, depth);
        }
      } catch (ZipException | IllegalArgumentException _) {
        // What was read so far counts.
      }
      var all = new ArrayList<>(poms.isEmpty() ? List.of(plain()) : poms);
      all.addAll(inside);
      return all;
    }

    private void entry(String name, InputStream zip, int depth) throws IOException {
      if (name.equals("META-INF/MANIFEST.MF")) {
        manifest = new Manifest(new ByteArrayInputStream(zip.readNBytes(LARGEST_TEXT)));
      } else if (POM.matcher(name).matches()) {
        pom(new String(zip.readNBytes(LARGEST_TEXT), StandardCharsets.UTF_8));
      } else if (ARCHIVE.matcher(name).matches() && depth < DEEPEST) {
        inside.addAll(new Reading(path + "!/" + name).read(zip, depth + 1));
      }
    }

    private void pom(String text) throws IOException {
      var properties = new Properties();
      properties.load(new StringReader(text));
      var name = properties.getProperty("artifactId", "");
      if (!name.isEmpty()) {
        poms.add(
            new FoundPackage(
                "maven",
                properties.getProperty("groupId"),
                name,
                properties.getProperty("version", ""),
                Map.of(),
                path));
      }
    }

    private FoundPackage plain() {
      var name = NAME.matcher(path.substring(path.lastIndexOf('/') + 1));
      if (!name.matches()) {
        throw new IllegalStateException("no name of an archive: " + path);
      }
      var told = manifest.getMainAttributes().getValue("Implementation-Version");
      var said = name.group(2) == null ? told : name.group(2);
      var version = said == null ? "" : said;
      return new FoundPackage("maven", null, name.group(1), version, Map.of(), path);
    }
  }
}
