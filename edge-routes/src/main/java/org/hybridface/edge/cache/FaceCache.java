// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.hybridface.edge.explain.FaceNews;
import org.hybridface.edge.print.Reason;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.messages.Answer;
import org.hybridface.messages.Known;
import org.hybridface.messages.PersonName;
import org.hybridface.vision.Embedding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faces this device remembers, as a Camel {@link IdempotentRepository}: {@link #add} says true only when the cloud should be
 * asked for that face now. Bounded by {@code face.cache.capacity} (default 1000): the least recently seen face goes first, one
 * in the current frame never. Everything survives a restart, sealed on the disk.
 * <p>
 * Care must be taken to use a capacity far above the people in view: a face that was dropped gets a new key, and is asked again.
 * <p>
 * Thread safe. No lock is held around the whole cache: a change holds its own face only.
 */
@ManagedResource(description = "Remembered faces: decides for which face the cloud is asked")
public class FaceCache extends ServiceSupport implements IdempotentRepository, SeenFaces, AskedFaces, SharedFaces, EditedFaces {

    private static final Logger LOG = LoggerFactory.getLogger(FaceCache.class);

    private final Supplier<CacheSettings> settings;
    private final Path directory;
    private final FaceShelf faces;
    private final SteadyClock clock;
    private final FaceQuestions questions;
    private final FaceRecall recall;
    private final FrameView view;
    private final FaceAnswers answers;
    private final FaceAdoption adoption;
    private final Fleet fleet;
    private final CacheCounts counts = new CacheCounts();
    private final CacheNews news;
    private boolean loaded;
    private Optional<String> model = Optional.empty();

    /** @param directory where the faces are kept; nobody else writes there */
    public FaceCache(CacheSettings settings, Path directory, Sealer sealer, Clock clock) {
        this(settings, directory, sealer, clock, FaceNews.NONE);
    }

    /** @param listener told what is decided for each face, when it changes */
    public FaceCache(CacheSettings settings, Path directory, Sealer sealer, Clock clock, FaceNews listener) {
        this(() -> settings, directory, sealer, clock, listener, Fleet.NONE, () -> 0);
    }

    /**
     * @param settings   as they are at the moment: they may change while faces are remembered
     * @param fleet      what other devices know
     * @param spotChecks share of the faces taken over from them that the cloud is asked for nevertheless, 0 to 1, at the moment
     */
    public FaceCache(Supplier<CacheSettings> settings, Path directory, Sealer sealer, Clock clock, FaceNews listener, Fleet fleet, DoubleSupplier spotChecks) {
        this.settings = settings;
        this.directory = directory;
        this.clock = SteadyClock.of(clock);
        HourlyBudget budget = new HourlyBudget(() -> settings.get().asksPerHour());
        Supplier<NameRule> rule = () -> settings.get().rule();
        this.faces = new FaceShelf(directory, sealer, this.clock, budget);
        this.news = new CacheNews(listener, settings, this.clock);
        this.questions = new FaceQuestions(faces, settings, budget, counts, news, this.clock);
        this.recall = new FaceRecall(faces, rule);
        this.view = new FrameView(faces, this.clock);
        this.answers = new FaceAnswers(faces, () -> new FaceJoin(rule.get().reach()), news, this.clock);
        this.adoption = new FaceAdoption(faces, rule, fleet, spotChecks, this.clock);
        this.fleet = fleet;
    }

    /** Camel starts and stops a repository with every route that uses it; what is remembered stays in memory meanwhile. */
    @Override
    protected void doStart() throws Exception {
        faces.open();
        if (!loaded) {
            loaded = true;
            makeRoom(Set.of());
            LOG.info("event=cache-loaded faces={} capacity={} directory={}", faces.size(), settings.get().capacity(), directory);
            model.ifPresent(recall::tellOfOthers);
        }
    }

    @Override
    protected void doStop() {
        faces.close();
    }

    // What Camel's idempotent consumer asks.

    @Override
    @ManagedOperation(description = "Takes a question for this face: true only when the cloud should be asked now")
    public boolean add(String key) {
        adoption.adoptUnheardOf(key, news);
        return questions.take(key);
    }

    @Override
    @ManagedOperation(description = "Is this face remembered and asked for already?")
    public boolean contains(String key) {
        return find(key).map(face -> face.isOpen() || face.answeredAt().isPresent()).orElse(false);
    }

    /**
     * The question never left the device. The face stays, and so does the time of the question: a fault that lasts is met at
     * the back-off's pace and not with every frame. To drop a face see {@link #forget}.
     */
    @Override
    @ManagedOperation(description = "Takes back a question that failed; the face stays and is asked again after the back-off")
    public boolean remove(String key) {
        return questions.takeBack(key);
    }

    @Override
    @ManagedOperation(description = "The question is safe in the outbox")
    public boolean confirm(String key) {
        return find(key).map(FaceEntry::isOpen).orElse(false);
    }

    @Override
    @ManagedOperation(description = "Forgets every face; keys are not given again")
    public void clear() {
        faces.all().stream().map(FaceEntry::key).toList().forEach(this::forget);
    }

    // What the recogniser asks.

    @Override
    public List<Match> near(Embedding embedding) {
        return recall.near(embedding);
    }

    @Override
    public Likeness likeness(Embedding embedding, Set<String> taken) {
        return recall.likeness(embedding, taken);
    }

    @Override
    public String current(String key) {
        return answers.current(key);
    }

    @Override
    public void embedsWith(String modelId) {
        model = Optional.of(modelId);
    }

    @Override
    public boolean isWorthAsking(String key) {
        adoption.adoptUnheardOf(key, news);
        return questions.isWorth(key);
    }

    @Override
    public double sameFaceDistance() {
        return settings.get().sameFaceDistance();
    }

    @Override
    public double reach() {
        return settings.get().rule().reach();
    }

    @Override
    public String remember(Embedding embedding, Set<String> inSameFrame) {
        String key = faces.newKey();
        news.keyed(key, embedding, faces.all());
        put(FaceEntry.first(key, embedding, clock.instant()), inSameFrame);
        return key;
    }

    private void put(FaceEntry face, Set<String> inSameFrame) {
        faces.put(face);
        counts.newKey();
        Set<String> keep = new HashSet<>(inSameFrame);
        keep.add(face.key());
        makeRoom(keep);
    }

    @Override
    public Optional<String> adopt(Embedding look, Set<String> taken, Set<String> inSameFrame) {
        return adoption.whoIs(look, taken).map(match -> {
            Optional<String> here = adoption.here(match.known());
            if (here.isPresent()) {
                alsoLooksLike(here.get(), look);
                return here.get();
            }
            FaceEntry face = adoption.adopted(faces.newKey(), look, match.known());
            news.adopted(face, match);
            put(face, inSameFrame);
            return face.key();
        });
    }

    @Override
    public void recognised(String key, Embedding look) {
        find(key).ifPresent(face -> news.inView(face, look, clock.instant()));
    }

    @Override
    public void alsoLooksLike(String key, Embedding embedding) {
        faces.change(key, face -> face.alsoLooksLike(embedding)).ifPresent(fleet::looked);
    }

    @Override
    public void inFrame(Set<String> keysInFrame) {
        inFrame(keysInFrame, Set.of());
    }

    @Override
    public void inFrame(Set<String> keysInFrame, Set<String> probable) {
        view.shows(keysInFrame, probable);
        counts.sighted(keysInFrame, clock.instant());
    }

    @Override
    public Optional<Instant> probablySeen(String key) {
        return view.probablySeen(key);
    }

    // What the outbox, the shadow and the live page ask.

    @Override
    public Optional<FaceEntry> find(String key) {
        return faces.find(key);
    }

    @Override
    public List<FaceEntry> list() {
        List<FaceEntry> all = new ArrayList<>(faces.all());
        all.sort(Comparator.comparing(FaceEntry::lastSeen).reversed().thenComparing(FaceEntry::key));
        return all;
    }

    @Override
    public List<Known> knownElsewhere() {
        return fleet.everybody();
    }

    @Override
    public DeviceKeys deviceKeys() {
        return faces.deviceKeys();
    }

    @Override
    public void asking(String key, String eventId) {
        try {
            questions.travels(key, eventId);
        } catch (IOException e) {
            throw new UncheckedIOException("the question for " + key + " is not asked, since " + directory + " cannot be written (" + Reason.of(e)
                    + "): free space or give rights there", e);
        }
    }

    @Override
    public Optional<AppliedAnswer> apply(String key, Answer answer) throws IOException {
        boolean asked = find(answers.current(key)).filter(FaceEntry::isOpen).isPresent();
        Optional<AppliedAnswer> applied = answers.apply(key, answer);
        if (asked && applied.isPresent()) {
            counts.answered();
        }
        applied.ifPresent(now -> fleet.told(now.face(), answer));
        return applied;
    }

    @Override
    public void heard(Known known) {
        adoption.heard(known);
    }

    @Override
    public int forgetAdopted(String person) {
        List<String> keys = adoption.of(person);
        keys.forEach(key -> forget(key, "erased"));
        return keys.size();
    }

    @Override
    public Set<String> adoptedPersons() {
        return adoption.persons();
    }

    @Override
    public Optional<FaceEntry> toSayToTheCloud() {
        return adoption.toSayToTheCloud();
    }

    @Override
    public void saidToTheCloud(String key) {
        faces.change(key, FaceEntry::saidToTheCloud);
    }

    @Override
    public Optional<FaceEntry> rename(String key, String name) {
        String usable = PersonName.require(name);
        Optional<FaceEntry> renamed = edit(key, face -> face.renamed(usable));
        renamed.ifPresent(face -> news.renamed(key));
        return renamed;
    }

    @Override
    public Optional<FaceEntry> takeNameAway(String key) {
        return edit(key, FaceEntry::unnamed);
    }

    @Override
    public Optional<FaceEntry> notThisPerson(String key) {
        Optional<FaceEntry> before = faces.find(key);
        return edit(key, FaceEntry::notThisPerson).flatMap(done -> before);
    }

    @Override
    public Optional<FaceEntry> neverAsk(String key, boolean never) {
        return edit(key, face -> face.neverAsked(never));
    }

    private Optional<FaceEntry> edit(String key, UnaryOperator<FaceEntry> edit) {
        try {
            return faces.changeForSure(key, edit);
        } catch (IOException e) {
            throw new EditNotKeptException(key, e);
        }
    }

    @ManagedOperation(description = "Forgets one face; its key is not given again")
    @Override
    public boolean forget(String key) {
        try {
            return forgetForSure(key, "request");
        } catch (IOException e) {
            throw new EditNotKeptException(key, e);
        }
    }

    private boolean forget(String key, String why) {
        view.forget(key);
        boolean known = faces.remove(key);
        if (known) {
            news.forgotten(key, why);
        }
        return known;
    }

    @Override
    public void forgetDifferences(Set<String> gone) throws IOException {
        for (FaceEntry face : List.copyOf(faces.all())) {
            if (face.whose().differs().stream().anyMatch(gone::contains)) {
                faces.changeForSure(face.key(), there -> there.notDifferingFrom(gone));
            }
        }
    }

    @Override
    public boolean erase(String key) throws IOException {
        return forgetForSure(key, "erased");
    }

    private boolean forgetForSure(String key, String why) throws IOException {
        boolean known = faces.removeForSure(key);
        view.forget(key);
        if (known) {
            news.forgotten(key, why);
        }
        return known;
    }

    @ManagedOperation(description = "Asks the cloud again for one face when it is seen next")
    @Override
    public boolean askAgain(String key) {
        return questions.again(key);
    }

    @Override
    public Instant timeOfDay(Instant time) {
        return clock.toWall(time);
    }

    @Override
    public CacheCounts counts() {
        return counts;
    }

    @ManagedAttribute(description = "Number of remembered faces")
    public int getCacheSize() {
        return faces.size();
    }

    @ManagedAttribute(description = "Most faces that are remembered")
    public int getCapacity() {
        return settings.get().capacity();
    }

    @ManagedAttribute(description = "Questions left in this hour's budget")
    public int getBudgetLeft() {
        return questions.left();
    }

    @ManagedAttribute(description = "Questions that wait for an answer")
    public long getOpenAsks() {
        return questions.open();
    }

    private void makeRoom(Collection<String> alsoKeep) {
        while (faces.size() > settings.get().capacity()) {
            Optional<FaceEntry> oldest = faces.all().stream()
                    .filter(face -> !view.holds(face.key()) && !alsoKeep.contains(face.key()))
                    .min(Comparator.comparing(FaceEntry::lastSeen));
            // Everybody is in view: rather one too many than forgetting a face one looks at.
            if (oldest.isEmpty()) {
                return;
            }
            forget(oldest.get().key(), "capacity");
        }
    }
}
