package dev.jug.image.content;

import dev.jug.oci.image.Digest;
import java.nio.file.Path;
import java.util.List;

/**
 * Where things lie. Index and blobs form a directory in OCI image layout, which other tools read.
 *
 * <pre>{@code
 * oci-layout, index.json           the images by name (image-layout.md)
 * blobs/<algorithm>/<hex>          verified content
 * ingest/<algorithm>-<hex>         what has arrived so far of a blob
 * leases/<id>                      digests that a running operation uses
 * scratch/<id>/, <id>.lock         temporary files of a process
 * layers/<driver>/                 unpacked layers
 * layers/<driver>.new/             the same, as they are made, and as they are removed
 * steps/<hex>                      what steps of builds made, by their keys
 * spare                            room for removing when the disk is full
 * lock                             held while names change, or what is not used is removed
 * }</pre>
 *
 * @param root absolute path of the directory
 */
public record StoreLayout(Path root) {
  Path lock() {
    return root.resolve("lock");
  }

  Path spare() {
    return root.resolve("spare");
  }

  Path blobs() {
    return root.resolve("blobs");
  }

  Path blob(Digest digest) {
    return blobs().resolve(digest.algorithm().word()).resolve(digest.hex());
  }

  Path partial() {
    return root.resolve("ingest");
  }

  Path ingest(Digest digest) {
    return partial().resolve(digest.fileName());
  }

  Path leases() {
    return root.resolve("leases");
  }

  Path scratch() {
    return root.resolve("scratch");
  }

  /** What steps of builds made. */
  public Path steps() {
    return root.resolve("steps");
  }

  /** The images by name. */
  public Path index() {
    return root.resolve("index.json");
  }

  /** What makes the directory an OCI image layout. */
  public Path marker() {
    return root.resolve("oci-layout");
  }

  /** Files that are replaced as a whole. */
  List<Path> replaced() {
    return List.of(index(), marker());
  }

  /** Where all drivers' unpacked layers lie. */
  public Path layers() {
    return root.resolve("layers");
  }

  /** Where a driver's unpacked layers lie. */
  public Path layers(String driver) {
    return layers().resolve(driver);
  }
}
