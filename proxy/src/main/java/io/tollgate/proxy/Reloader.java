package io.tollgate.proxy;

import io.tollgate.proxy.config.Candidate;
import io.tollgate.proxy.config.ConfigEdit;
import io.tollgate.proxy.config.ConfigException;
import io.tollgate.proxy.config.ConfigFile;
import io.tollgate.proxy.config.GeneratedSecret;
import io.tollgate.proxy.config.Place;
import io.tollgate.proxy.config.StartFailure;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.deck.DeckWatch;
import io.tollgate.proxy.deck.PriceBooks;
import io.tollgate.proxy.http.node.MadeSecret;
import io.tollgate.proxy.http.node.ProvisionSource;
import io.tollgate.proxy.http.node.ReloadOutcome;
import io.tollgate.proxy.http.node.ReloadSource;
import io.tollgate.proxy.http.node.Requester;
import io.tollgate.proxy.store.ConfigChange;
import io.tollgate.proxy.store.ProvisioningHistory;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkDirectory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a changed configuration in force while calls run, whole or not at all. Calls that are up
 * keep what they were admitted with; limits go on where they stand, since they are kept by name.
 *
 * <p>For any thread but an event loop: it reads files. One reload at a time.
 */
final class Reloader implements ReloadSource, ProvisionSource {
  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);
  private static final int NAMED_IN_LOG = 20;

  private final ConfigFile file;
  private final AtomicReference<InForce> inForce;
  private final Function<TollgateConfig, InForce> reading;
  private final DeckWatch decks;
  private final PriceBooks books;
  private final CreditInForce credit;
  private final ProvisioningHistory history;
  private final InstantSource clock;
  private final Runnable afterwards;

  /** What a configuration that was refused names: mended there, it is to be read again. */
  private volatile Set<Path> filesOfRefused = Set.of();

  /**
   * A reloader.
   *
   * @param inForce where new calls look
   * @param reading makes of a configuration what new calls find
   * @param decks where decks are put in force
   * @param books the accounts' price books
   * @param credit the money of accounts
   * @param history where changes are written down
   * @param clock when they are made
   * @param afterwards run when another configuration is in force
   */
  Reloader(
      ConfigFile file,
      AtomicReference<InForce> inForce,
      Function<TollgateConfig, InForce> reading,
      DeckWatch decks,
      PriceBooks books,
      CreditInForce credit,
      ProvisioningHistory history,
      InstantSource clock,
      Runnable afterwards) {
    this.file = file;
    this.inForce = inForce;
    this.reading = reading;
    this.decks = decks;
    this.books = books;
    this.credit = credit;
    this.history = history;
    this.clock = clock;
    this.afterwards = afterwards;
  }

  /**
   * Reads the file again because it has changed, or a signal says so. Secrets that this makes are
   * announced as at a start.
   */
  void reloadByItself() {
    reload(Requester.FILE);
  }

  @Override
  public synchronized ReloadOutcome reload(Requester requester) {
    Asking asking = Asking.toReload(requester);
    return attempt(asking, () -> follow(file.reread(decks::load), asking));
  }

  @Override
  public Set<String> provisioned() {
    return inForce.get().source().provisioned();
  }

  @Override
  public List<ConfigChange.Kept> history(OptionalLong before, String path, int limit) {
    return history.latest(before, path, limit);
  }

  @Override
  public synchronized ReloadOutcome put(
      String section, String name, String text, Requester requester) {
    return change(new ConfigEdit.Put(section, name, text), requester);
  }

  @Override
  public synchronized ReloadOutcome patch(
      String section, String name, String text, Requester requester) {
    return find(section, name).isEmpty()
        ? new ReloadOutcome.Unknown(ConfigEdit.path(section, name))
        : change(new ConfigEdit.Patch(section, name, text), requester);
  }

  @Override
  public synchronized ReloadOutcome remove(String section, String name, Requester requester) {
    String path = ConfigEdit.path(section, name);
    Optional<Place> place = find(section, name);
    if (place.isEmpty()) {
      return new ReloadOutcome.Unknown(path);
    }
    return provisioned().contains(path)
        ? change(new ConfigEdit.Remove(section, name), requester)
        : new ReloadOutcome.OfFile(path, place.get().toString());
  }

  private Optional<Place> find(String section, String name) {
    return inForce.get().source().find(section, name);
  }

  private ReloadOutcome change(ConfigEdit edit, Requester requester) {
    Asking asking = Asking.to(edit, requester);
    return attempt(asking, () -> follow(file.reread(decks::load, edit), asking));
  }

  /** Puts another configuration in force, or says why not. */
  @FunctionalInterface
  private interface Attempt {
    ReloadOutcome make() throws ConfigException;
  }

  private ReloadOutcome attempt(Asking asking, Attempt attempt) {
    ReloadOutcome outcome;
    try {
      outcome = attempt.make();
    } catch (ConfigException e) {
      filesOfRefused = e.files();
      outcome = refused(e);
    }
    log(asking, outcome);
    return outcome;
  }

  /** The files of what is in force, and of what was to follow and was refused. */
  Set<Path> files() {
    Set<Path> files = new LinkedHashSet<>(inForce.get().source().files());
    files.addAll(filesOfRefused);
    return files;
  }

  private ReloadOutcome follow(Candidate candidate, Asking asking) throws ConfigException {
    TollgateConfig config = candidate.config();
    filesOfRefused = config.source().files();
    InForce before = inForce.get();
    List<String> fixed = before.source().restartNeededFor(config.source());
    if (!fixed.isEmpty()) {
      return new ReloadOutcome.NeedsRestart(fixed);
    }
    openAccounts(config);
    Set<String> changes = new LinkedHashSet<>(before.source().changesTo(config.source()));
    changes.addAll(changedUsers(before.trunks(), config.trunks()));
    List<MadeSecret> made = shown(keep(candidate, asking, changes), asking.requester());
    InForce after = reading.apply(config);
    // New decks before the accounts that have them, old ones after: no call is ever without.
    for (String deck : decks.replace(config.decks())) {
      changes.add("decks." + deck);
    }
    books.replace(after.priceBooks());
    inForce.set(after);
    filesOfRefused = Set.of();
    decks.dropOthers();
    afterwards.run();
    return new ReloadOutcome.Applied(List.copyOf(changes), made);
  }

  /** Written down before it is kept: what is in force is never without its author. */
  private List<GeneratedSecret> keep(Candidate candidate, Asking asking, Set<String> changes)
      throws ConfigException {
    // What only stands in the place of the file's from now on changes nothing before the file does.
    boolean standsElsewhere = !candidate.config().source().provisioned().equals(provisioned());
    if (changes.isEmpty() && !standsElsewhere) {
      return candidate.keep();
    }
    long id = history.add(asking.written(clock.instant(), changes, candidate.said()));
    try {
      return candidate.keep();
    } catch (ConfigException e) {
      history.remove(id);
      throw e;
    }
  }

  /** Tells secrets to whoever waits for the answer, and else to whoever reads what we print. */
  private List<MadeSecret> shown(List<GeneratedSecret> made, Requester requester) {
    if (!requester.isAnswered()) {
      made.forEach(file.announce());
      return List.of();
    }
    return made.stream()
        .map(secret -> new MadeSecret(secret.field(), secret.userName(), secret.clear()))
        .toList();
  }

  private void openAccounts(TollgateConfig config) throws ConfigException {
    try {
      credit.follow(config);
    } catch (StartFailure e) {
      throw config.explain(e);
    }
  }

  /** Passwords come from elsewhere, so that the file may be the same and they are not. */
  private static List<String> changedUsers(TrunkDirectory before, TrunkDirectory after) {
    var old = before.trunks().stream().collect(Collectors.toMap(Trunk::id, Function.identity()));
    List<String> changed = new ArrayList<>();
    for (Trunk trunk : after.trunks()) {
      Optional<Trunk> was = Optional.ofNullable(old.get(trunk.id()));
      if (was.isPresent() && !was.get().user().equals(trunk.user())) {
        changed.add("trunks." + trunk.id() + ".user");
      }
    }
    return changed;
  }

  private static ReloadOutcome refused(ConfigException e) {
    return e.mistake()
        .map(
            m ->
                new ReloadOutcome.Refused(
                    e.getMessage(), m.place().file().toString(), m.place().line(), m.field()))
        .orElseGet(() -> new ReloadOutcome.Refused(e.getMessage(), "", 0, ""));
  }

  private static void log(Asking asking, ReloadOutcome outcome) {
    switch (outcome) {
      case ReloadOutcome.Applied(List<String> changes, _) ->
          LOG.info("configuration read again: {}", changes.isEmpty() ? "no change" : some(changes));
      // The client's mistake, who is told; one in the file would stop the next start, too.
      case ReloadOutcome.Refused refused when asking.isOfOneEntry() ->
          LOG.info("configuration stays as it was, a change is refused: {}", refused.error());
      case ReloadOutcome.NeedsRestart(List<String> fields) ->
          LOG.error("configuration stays as it was, this needs a restart: {}", some(fields));
      case ReloadOutcome.Refused refused ->
          LOG.error("configuration stays as it was, the new one is refused: {}", refused.error());
      case ReloadOutcome.Unknown _, ReloadOutcome.OfFile _ -> {} // the answer is enough
    }
  }

  private static String some(List<String> fields) {
    String first = fields.stream().limit(NAMED_IN_LOG).collect(Collectors.joining(", "));
    return fields.size() > NAMED_IN_LOG
        ? first + " and " + (fields.size() - NAMED_IN_LOG) + " more"
        : first;
  }
}
