package dev.jug.image.archive;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.InvalidImageException;
import dev.jug.oci.image.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An image in a flat directory: {@code manifest.json}, and blobs by the digits of their digest, as
 * the transport {@code dir:} of containers-transports(5) has it.
 */
public final class DirectorySource implements ImageSource {
  static final String MANIFEST = "manifest.json";
  static final String INSTANCE = ".manifest.json";

  private final FolderMembers members;

  /** The image in this directory. */
  public DirectorySource(Path folder) {
    members = new FolderMembers(folder);
  }

  @Override
  public String name() {
    return "dir:" + members.name();
  }

  @Override
  public Document root() {
    var json = members.document(MANIFEST, ImageCodec.LARGEST_MANIFEST);
    return Document.of(format(json), json);
  }

  /** A document need not say what it is; what it has tells. */
  private String format(byte[] json) {
    var codec = new ImageCodec();
    try {
      return said(codec.manifest(json).mediaType(), MediaTypes.OCI_MANIFEST);
    } catch (InvalidImageException noManifest) {
      try {
        return said(codec.index(json).mediaType(), MediaTypes.OCI_INDEX);
      } catch (InvalidImageException _) {
        throw new ImageException(
            Kind.INVALID, name() + ": " + noManifest.getMessage(), "", noManifest);
      }
    }
  }

  private static String said(@Nullable String mediaType, String otherwise) {
    return mediaType == null ? otherwise : mediaType;
  }

  @Override
  public Document document(Descriptor descriptor) {
    return new Document(
        descriptor,
        members.document(
            file(descriptor), Math.min(descriptor.size(), ImageCodec.LARGEST_MANIFEST)));
  }

  private String file(Descriptor descriptor) {
    var instance = descriptor.digest().hex() + INSTANCE;
    return members.has(instance) ? instance : descriptor.digest().hex();
  }

  @Override
  public InputStream blob(Descriptor descriptor, long from) throws IOException {
    return members.open(file(descriptor), from);
  }

  @Override
  public void close() {}
}
