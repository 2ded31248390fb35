package dev.jug.image.sign;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.InvalidImageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads policies in the format of containers-policy.json(5). Whatever is not known is refused: a
 * mistake must not let images in.
 */
final class PolicyReader {
  private static final Set<String> SIGNED =
      Set.of("type", "keyPath", "keyPaths", "keyData", "signedIdentity");

  /** A name as people shorten it would never match. */
  private static final Pattern SCOPE =
      Pattern.compile("|\\*\\.[^/*]+|(?:localhost|[^/*]*[.:][^/*]*)(?:/[^*]*)?");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String name;

  PolicyReader(String name) {
    this.name = name;
  }

  SignaturePolicy policy(byte[] json) {
    try {
      var root = JSON.readTree(json);
      only(root, "the policy", Set.of("default", "transports"));
      return new SignaturePolicy(requirements(root.path("default"), "default"), scopes(root));
    } catch (InvalidImageException e) {
      throw invalid(e.getMessage());
    } catch (JacksonException e) {
      throw invalid(e.getOriginalMessage());
    }
  }

  private Map<String, List<Requirement>> scopes(JsonNode root) {
    Map<String, List<Requirement>> scopes = new HashMap<>();
    if (root.has("transports")) {
      var registries = root.path("transports").path("docker");
      if (!root.path("transports").isObject()
          || !(registries.isMissingNode() || registries.isObject())) {
        throw invalid("transports: expected objects of scopes");
      }
      for (var scope : registries.properties()) {
        if (!SCOPE.matcher(scope.getKey()).matches()) {
          throw invalid("scope \"" + scope.getKey() + "\" does not begin with a registry's host");
        }
        scopes.put(scope.getKey(), requirements(scope.getValue(), scope.getKey()));
      }
    }
    return scopes;
  }

  private List<Requirement> requirements(JsonNode list, String where) {
    if (!list.isArray() || list.isEmpty()) {
      throw invalid(where + ": expected a list of requirements");
    }
    List<Requirement> requirements = new ArrayList<>();
    list.forEach(node -> requirements.add(requirement(node, where)));
    return requirements;
  }

  private Requirement requirement(JsonNode node, String where) {
    var type = node.path("type").asString("");
    return switch (type) {
      case "insecureAcceptAnything" -> {
        only(node, where, Set.of("type"));
        yield new Requirement.Accept();
      }
      case "reject" -> {
        only(node, where, Set.of("type"));
        yield new Requirement.Reject();
      }
      case "sigstoreSigned" -> {
        only(node, where, SIGNED);
        yield new Requirement.Signed(keys(node, where), repository(node, where));
      }
      default ->
          throw invalid(
              where
                  + ": type \""
                  + type
                  + "\" is none of insecureAcceptAnything, reject, sigstoreSigned");
    };
  }

  private List<VerifyingKey> keys(JsonNode node, String where) {
    List<VerifyingKey> keys = new ArrayList<>();
    if (node.has("keyPath")) {
      keys.add(file(node.path("keyPath"), where));
    }
    node.path("keyPaths").forEach(path -> keys.add(file(path, where)));
    if (node.has("keyData")) {
      keys.add(VerifyingKey.parse(decoded(node.path("keyData"), where), "in " + name));
    }
    if (keys.isEmpty()) {
      throw invalid(where + ": keyPath, keyPaths or keyData is missing");
    }
    return keys;
  }

  private VerifyingKey file(JsonNode path, String where) {
    if (!path.asString("").startsWith("/")) {
      throw invalid(where + ": a key's path must be absolute");
    }
    return VerifyingKey.read(Path.of(path.asString()));
  }

  private String decoded(JsonNode base64, String where) {
    try {
      return new String(Base64.getDecoder().decode(base64.asString("")), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw invalid(where + ": keyData is not in Base64");
    }
  }

  /** Null for the image's own. */
  private @Nullable String repository(JsonNode node, String where) {
    var identity = node.path("signedIdentity");
    return switch (identity.path("type").asString(identity.isMissingNode() ? "none" : "")) {
      case "none", "matchRepository" -> null;
      case "exactRepository" -> {
        var repository = identity.path("dockerRepository").asString("");
        if (repository.isEmpty()) {
          throw invalid(where + ": signedIdentity.dockerRepository is missing");
        }
        yield repository;
      }
      default ->
          throw invalid(where + ": signedIdentity.type must be matchRepository or exactRepository");
    };
  }

  private void only(JsonNode object, String where, Set<String> fields) {
    if (!object.isObject()) {
      throw invalid(where + ": expected an object");
    }
    for (var field : object.propertyNames()) {
      if (!fields.contains(field)) {
        throw invalid(where + ": field \"" + field + "\" is not known");
      }
    }
  }

  private ImageException invalid(@Nullable String why) {
    return new ImageException(
        Kind.INVALID,
        "signature policy " + name + ": " + why,
        "See containers-policy.json(5) for the format.");
  }
}
