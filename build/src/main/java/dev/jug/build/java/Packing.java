package dev.jug.build.java;

import dev.jug.build.java.StagedProgram.Part;
import dev.jug.linux.fs.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes archives of a program's own files, since AOT caches know no directories in a class path.
 * The same files make the same archive.
 */
final class Packing {
  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Packing() {}

  /** Packs what is in the directories of resources and classes; the archives take their places. */
  static StagedProgram pack(StagedProgram program) throws IOException {
    var own = new ArrayList<String>();
    for (var part : List.of(Part.RESOURCES, Part.CLASSES)) {
      if (Files.isDirectory(program.part(part))) {
        own.add(pack(program.part(part), part.directory() + "/" + part.directory() + ".jar"));
      }
    }
    return program.withOwn(own);
  }

  private static String pack(Path directory, String path) throws IOException {
    var packed = directory.resolveSibling(directory.getFileName() + ".new");
    try (var out = Files.newOutputStream(packed)) {
      write(directory, out);
    }
    Tree.delete(directory);
    Files.createDirectory(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    var file = Files.move(packed, directory.resolveSibling(path));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return path;
  }

  private static void write(Path directory, OutputStream out) throws IOException {
    try (var zip = new ZipOutputStream(out);
        var files = Files.walk(directory)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var name = directory.relativize(file).toString();
        var content = name.equals(Manifests.NAME) ? manifest(file) : Files.readAllBytes(file);
        zip.putNextEntry(entry(name, content));
        zip.write(content);
      }
    }
  }

  /** Not packed any further: layers are, and the virtual machine need not unpack them. */
  private static ZipEntry entry(String name, byte[] content) {
    var entry = new ZipEntry(name);
    var checksum = new CRC32();
    checksum.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    entry.setTimeLocal(ALWAYS);
    return entry;
  }

  /** Without the class path, which the command has. */
  private static byte[] manifest(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var manifest = new Manifest(in);
      if (manifest.getMainAttributes().remove(Attributes.Name.CLASS_PATH) == null) {
        return Files.readAllBytes(file);
      }
      var out = new ByteArrayOutputStream();
      manifest.write(out);
      return out.toByteArray();
    }
  }
}
