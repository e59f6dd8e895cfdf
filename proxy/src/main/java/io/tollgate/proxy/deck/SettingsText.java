package io.tollgate.proxy.deck;

import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.charge.Rounding.Mode;
import io.tollgate.rating.deck.DeckLayout;
import io.tollgate.rating.deck.DeckRules;
import io.tollgate.rating.deck.DeckRules.NoDefault;
import io.tollgate.rating.deck.DeckRules.Unpriced;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeck.UnknownOrigin;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** How a deck's text was read, as JSON beside the text in the store. */
public final class SettingsText {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SettingsText() {}

  /**
   * What is kept; texts and words, so that the file is readable for good. Before there was a choice
   * of it, nothing said how charges were rounded: half up.
   */
  private record Kept(
      String currency,
      String unknownOrigin,
      int digits,
      Optional<String> rounding,
      String increments,
      String layout,
      Map<String, String> columns,
      Map<String, String> groups,
      String unpriced,
      String noDefault,
      boolean lenient) {}

  static String write(DeckSettings settings) {
    DeckRules rules = settings.rules();
    return JSON.writeValueAsString(
        new Kept(
            settings.currency(),
            settings.unknownOrigin().name(),
            settings.rounding().digits(),
            Optional.of(settings.rounding().mode().name()),
            settings.increments().toString(),
            rules.layout().name(),
            rules.layout().columns(),
            rules.groups(),
            rules.unpriced().name(),
            rules.noDefault().name(),
            rules.lenient()));
  }

  /**
   * The settings of a text in the store.
   *
   * @param id of the deck
   */
  public static DeckSettings read(String id, String text) {
    Kept kept = JSON.readValue(text, Kept.class);
    return DeckSettings.of(id, kept.currency())
        .withUnknownOrigin(UnknownOrigin.valueOf(kept.unknownOrigin()))
        .withRounding(
            new Rounding(kept.digits(), kept.rounding().map(Mode::valueOf).orElse(Mode.HALF_UP)))
        .withIncrements(Increments.parse(kept.increments()))
        .withRules(
            new DeckRules(
                DeckLayout.named(kept.layout()).withColumns(kept.columns()),
                kept.groups(),
                Unpriced.valueOf(kept.unpriced()),
                NoDefault.valueOf(kept.noDefault()),
                kept.lenient()));
  }
}
