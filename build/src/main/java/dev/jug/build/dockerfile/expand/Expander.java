package dev.jug.build.dockerfile.expand;

import java.util.List;

/**
 * Expands variables and takes quotes and escapes away, as the Dockerfile reference says
 * ("Environment replacement").
 *
 * @param escape backslash or backtick
 */
public record Expander(char escape) {
  /**
   * One word, whatever blanks are in it.
   *
   * @throws BadSubstitutionException if quotes or variables in it make no sense
   */
  public String expand(String text, Variables variables) {
    return new Expansion(text, escape, Quotes.TAKEN, variables).all();
  }

  /**
   * The same for lines of a here-document: quotes mean nothing there.
   *
   * @throws BadSubstitutionException if variables in it make no sense
   */
  public String expandLines(String text, Variables variables) {
    return new Expansion(text, escape, Quotes.KEPT, variables).all();
  }

  /**
   * Words: blanks outside of quotes split, those in values too.
   *
   * @throws BadSubstitutionException if quotes or variables in it make no sense
   */
  public List<String> words(String text, Variables variables) {
    return new Expansion(text, escape, Quotes.TAKEN, variables).words();
  }

  enum Quotes {
    TAKEN,
    KEPT
  }
}
