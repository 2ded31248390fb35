package dev.jug.oci.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/** Strings, which nothing else is taken for. They end up in C, where NUL is the end. */
public final class Words extends ValueDeserializer<String> {
  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw MismatchedInputException.from(
          parser, String.class, Mismatch.STRING + Mismatch.found(parser.currentToken()));
    }
    var text = parser.getString();
    if (text.indexOf('\0') >= 0) {
      throw MismatchedInputException.from(
          parser, String.class, "a string with a NUL character in it");
    }
    return text;
  }
}
