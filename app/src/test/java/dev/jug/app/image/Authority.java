package dev.jug.app.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Somebody who vouches for others: a key with a certificate, made by openssl. */
public final class Authority {
  private final Path folder;

  public Authority(Path folder) {
    try {
      this.folder = Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Programs.output(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-subj",
        "/CN=authority",
        "-days",
        "2",
        "-keyout",
        file("ca.key"),
        "-out",
        file("ca.crt"));
  }

  private String file(String name) {
    return path(name).toString();
  }

  /** A file that was made: {@code ca.crt}, {@code NAME.crt}, {@code NAME.key}. */
  public Path path(String name) {
    return folder.resolve(name);
  }

  /**
   * Vouches for somebody.
   *
   * @param name of the files, and of the one it is about
   * @param alternative the same as a subjectAltName, such as {@code IP:127.0.0.1}
   */
  public Authority issue(String name, String alternative) {
    try {
      Files.writeString(path(name + ".ext"), "subjectAltName=" + alternative);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Programs.output(
        "openssl",
        "req",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-subj",
        "/CN=" + name,
        "-keyout",
        file(name + ".key"),
        "-out",
        file(name + ".csr"));
    Programs.output(
        "openssl",
        "x509",
        "-req",
        "-in",
        file(name + ".csr"),
        "-CA",
        file("ca.crt"),
        "-CAkey",
        file("ca.key"),
        "-CAcreateserial",
        "-days",
        "2",
        "-extfile",
        file(name + ".ext"),
        "-out",
        file(name + ".crt"));
    return this;
  }
}
