package dev.jug.network.cni;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** How configurations and answers are read: not deeper than 100, and at most 1 MiB. */
final class CniJson {
  static final int LARGEST = 1 << 20;

  private static final int DEEPEST = 100;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxDocumentLength(LARGEST)
                          .build())
                  .build())
          .build();

  private CniJson() {}
}
