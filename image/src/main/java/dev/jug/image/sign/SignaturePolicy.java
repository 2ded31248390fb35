package dev.jug.image.sign;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.linux.fs.FileTrouble;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which images must be signed by whom (containers-policy.json(5), for registries). The most
 * specific scope decides, all of whose requirements must be met.
 *
 * @param otherwise for images that no scope names
 * @param scopes by name: {@code host/path:tag}, {@code host/path}, {@code host}, {@code *.domain},
 *     or empty for all registries
 */
public record SignaturePolicy(List<Requirement> otherwise, Map<String, List<Requirement>> scopes) {
  private static final int LARGEST = 1 << 20;

  /** Accepts everything, where nobody wrote a policy. */
  public static final SignaturePolicy ACCEPT =
      new SignaturePolicy(List.of(new Requirement.Accept()), Map.of());

  public SignaturePolicy {
    otherwise = List.copyOf(otherwise);
    scopes = Map.copyOf(scopes);
  }

  /**
   * Reads a policy file, and the keys that it names.
   *
   * @throws ImageException if it makes no sense: then nothing is accepted, rather than everything
   */
  public static SignaturePolicy read(Path file) {
    try (var in = Files.newInputStream(file)) {
      var json = in.readNBytes(LARGEST + 1);
      if (json.length > LARGEST) {
        throw new ImageException(Kind.INVALID, file + ": larger than 1 MiB");
      }
      return new PolicyReader(file.toString()).policy(json);
    } catch (IOException e) {
      throw new ImageException(
          Kind.FAILED, "policy " + file + " cannot be read: " + FileTrouble.why(e), "", e);
    }
  }

  /** Whether the signatures of an image matter; else nobody need fetch them. */
  public boolean needsSignatures(Reference image) {
    return requirements(image).stream().anyMatch(Requirement.Signed.class::isInstance);
  }

  /**
   * Decides.
   *
   * @param image as it was asked for
   * @param manifest what the registry says it is, verified
   * @param signatures all that were found
   * @throws ImageException of kind REFUSED, with the reason, if the image must not be used
   */
  public void check(Reference image, Digest manifest, List<Signature> signatures) {
    for (var requirement : requirements(image)) {
      requirement
          .lack(image, manifest, signatures)
          .ifPresent(why -> {
            throw new ImageException(
                Kind.REFUSED,
                "image " + image.familiar() + " (" + manifest + ") may not be used: " + why,
                "Ask whoever wrote the signature policy of this machine.");
          });
    }
  }

  /**
   * Decides about an image that has no name: what is asked of all others is asked of it.
   *
   * @throws ImageException of kind REFUSED, with the reason, if it must not be used
   */
  public void checkNameless(Digest manifest) {
    if (!otherwise.stream().allMatch(Requirement.Accept.class::isInstance)) {
      throw new ImageException(
          Kind.REFUSED,
          "image " + manifest + " may not be used: it has no name that could be signed",
          "Ask whoever wrote the signature policy of this machine.");
    }
  }

  /** What is asked of an image, by the most specific scope. */
  List<Requirement> requirements(Reference image) {
    return candidates(image).stream()
        .map(scopes::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(otherwise);
  }

  /** The scopes that an image may be in, the most specific first. */
  private static List<String> candidates(Reference image) {
    var names = new ArrayList<String>();
    var name = image.registry() + "/" + image.repository();
    if (image.digest() != null) {
      names.add(name + "@" + image.digest());
    }
    if (image.tag() != null) {
      names.add(name + ":" + image.tag());
    }
    for (int end = name.length(); end >= 0; end = name.lastIndexOf('/', end - 1)) {
      names.add(name.substring(0, end));
    }
    var host = image.registry().replaceFirst(":[0-9]+$", "");
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      names.add("*" + host.substring(dot));
    }
    names.add("");
    return names;
  }
}
