package dev.jug.buildkit.session;

import dev.jug.grpc.proto.ProtoReader;
import dev.jug.grpc.proto.ProtoWriter;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.registry.auth.Credential;
import dev.jug.image.registry.auth.CredentialStore;
import java.io.IOException;
import java.util.Optional;

/**
 * The credentials for registries that a client has. They are asked for, and never kept.
 *
 * @param session of the client
 */
public record SessionCredentials(Session session) implements CredentialStore {
  private static final String METHOD = "/moby.filesync.v1.Auth/Credentials";

  @Override
  public Optional<Credential> get(String registry) {
    if (!session.answers(METHOD)) {
      return Optional.empty();
    }
    var host = registry.equals("docker.io") ? "registry-1.docker.io" : registry;
    try {
      var request = ProtoWriter.message(out -> out.text(1, host));
      var answer = ProtoReader.of(session.unary(METHOD, request));
      return credential(answer.text(1), answer.text(2));
    } catch (IOException e) {
      throw new ImageException(
          Kind.FAILED, "the client cannot tell credentials for " + registry, "", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException(Kind.FAILED, "the build was given up", "", e);
    }
  }

  private static Optional<Credential> credential(String user, String secret) {
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        user.isEmpty()
            ? new Credential.IdentityToken("", secret)
            : new Credential.Password(user, secret));
  }

  @Override
  public void put(String registry, Credential credential) {
    throw new ImageException(Kind.REFUSED, "credentials of a build are not kept");
  }

  @Override
  public boolean remove(String registry) {
    return false;
  }
}
