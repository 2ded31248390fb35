package dev.jug.image.sign;

import dev.jug.image.error.ImageException;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.InvalidImageException;
import dev.jug.oci.image.Reference;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a policy asks of an image (containers-policy.json(5), "Policy Requirements"). */
public sealed interface Requirement {
  /** Why an image does not meet it; empty if it does. */
  Optional<String> lack(Reference image, Digest manifest, List<Signature> signatures);

  /** Nothing: any image is good. */
  record Accept() implements Requirement {
    @Override
    public Optional<String> lack(Reference image, Digest manifest, List<Signature> signatures) {
      return Optional.empty();
    }
  }

  /** What no image meets. */
  record Reject() implements Requirement {
    @Override
    public Optional<String> lack(Reference image, Digest manifest, List<Signature> signatures) {
      return Optional.of("the policy rejects it");
    }
  }

  /**
   * A signature by one of some keys, of this manifest under this name.
   *
   * @param keys at least one
   * @param repository whose name must have been signed; null for the image's own
   */
  record Signed(List<VerifyingKey> keys, @Nullable String repository) implements Requirement {
    public Signed {
      keys = List.copyOf(keys);
      if (keys.isEmpty()) {
        throw new IllegalArgumentException("nobody can sign without a key");
      }
      if (repository != null) {
        Reference.parse(repository);
      }
    }

    @Override
    public Optional<String> lack(Reference image, Digest manifest, List<Signature> signatures) {
      if (signatures.isEmpty()) {
        return Optional.of("it is not signed");
      }
      var genuine = signatures.stream().filter(this::isGenuine).toList();
      if (genuine.isEmpty()) {
        return Optional.of("none of its signatures is by a key that the policy names");
      }
      return genuine.stream().anyMatch(signature -> isAbout(signature, image, manifest))
          ? Optional.empty()
          : Optional.of("what was signed is another image, or another name");
    }

    private boolean isGenuine(Signature signature) {
      return keys.stream().anyMatch(signature::isBy);
    }

    /** Read only after the signature was verified: before that it is anybody's text. */
    private boolean isAbout(Signature signature, Reference image, Digest manifest) {
      try {
        var payload = Payload.parse(signature.payload());
        return payload.manifest().equals(manifest)
            && isNamed(Reference.parse(payload.identity()), payload.identity(), image);
      } catch (ImageException | InvalidImageException _) {
        return false;
      }
    }

    /** A signed tag counts, if there is one and the image was asked for by its tag. */
    private boolean isNamed(Reference signed, String identity, Reference image) {
      var wanted = repository == null ? image : Reference.parse(repository);
      boolean sameTag =
          !identity.endsWith(":" + signed.tag())
              || image.tag() == null
              || image.tag().equals(signed.tag());
      return signed.registry().equals(wanted.registry())
          && signed.repository().equals(wanted.repository())
          && sameTag;
    }
  }
}
