package dev.jug.build.attest;

import dev.jug.build.attest.AttestWish.Detail;
import dev.jug.build.graph.BuildPlan;
import dev.jug.image.make.Predicate;
import dev.jug.oci.image.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * How an image was made (SLSA Provenance v1). Says nothing of when and where, so that the same
 * build says the same.
 *
 * @param plan what was built
 * @param labels that were added
 * @param wish how much is to be said
 * @param materials what it was made of, in order
 */
public record Provenance(
    BuildPlan plan, Map<String, String> labels, AttestWish wish, Collection<Material> materials) {
  private static final String TYPE = "https://slsa.dev/provenance/v1";
  private static final String BUILD_TYPE = "urn:dev.jug:build:dockerfile:v1";
  private static final String BUILDER = "urn:dev.jug:engine";

  /** All of it. */
  public Predicate predicate() {
    var definition = new LinkedHashMap<String, Object>();
    definition.put("buildType", BUILD_TYPE);
    definition.put("externalParameters", parameters());
    definition.put(
        "internalParameters", Map.of("buildPlatform", plan.request().buildPlatform().toString()));
    definition.put("resolvedDependencies", materials.stream().map(Provenance::material).toList());
    var all = new LinkedHashMap<String, Object>();
    all.put("buildDefinition", definition);
    all.put("runDetails", Map.of("builder", Map.of("id", BUILDER)));
    return new Predicate(TYPE, JsonMapper.shared().writeValueAsString(all));
  }

  private static Map<String, Object> material(Material material) {
    var all = new LinkedHashMap<String, Object>();
    all.put("uri", material.uri());
    all.put("digest", Map.of(material.algorithm(), material.digest()));
    return all;
  }

  private Map<String, Object> parameters() {
    var request = plan.request();
    var all = new LinkedHashMap<String, Object>();
    all.put("configSource", source());
    all.put("platform", request.platform().toString());
    all.put("target", plan.target().title());
    if (wish.provenance() == Detail.MAX) {
      all.put("buildArgs", new TreeMap<>(request.buildArgs()));
      all.put("labels", new TreeMap<>(labels));
      all.put("dockerfile", text());
    }
    return all;
  }

  private String text() {
    return String.join("\n", plan.dockerfile().lines());
  }

  private Map<String, Object> source() {
    var all = new LinkedHashMap<String, Object>();
    all.put("path", plan.dockerfile().name());
    all.put("digest", Map.of("sha256", Digest.of(text().getBytes(StandardCharsets.UTF_8)).hex()));
    var context = wish.context();
    if (context != null) {
      all.put("context", List.of(material(context)));
    }
    return all;
  }
}
