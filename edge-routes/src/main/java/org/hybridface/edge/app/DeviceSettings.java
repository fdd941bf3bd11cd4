// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.hybridface.edge.backup.BackupKey;
import org.hybridface.edge.cache.CacheSettings;
import org.hybridface.edge.cache.DataKey;
import org.hybridface.edge.export.Retention;
import org.hybridface.edge.gallery.FleetKeyFile;
import org.hybridface.edge.gallery.GallerySettings;
import org.hybridface.edge.live.HttpGuard;
import org.hybridface.edge.live.LiveSettings;
import org.hybridface.edge.mqtt.MqttLogin;
import org.hybridface.edge.mqtt.MqttSettings;
import org.hybridface.edge.mqtt.TlsFiles;
import org.hybridface.edge.outbox.OutboxLimits;
import org.hybridface.edge.recognise.LookSettings;
import org.hybridface.edge.recognise.QualityGate;
import org.hybridface.edge.store.DataDirectory;
import org.hybridface.edge.store.DeviceKeyFile;
import org.hybridface.edge.store.UnusableKeyException;
import org.hybridface.edge.visit.VisitSettings;
import org.hybridface.messages.FleetKeys;
import org.hybridface.vision.Accelerator;
import org.hybridface.vision.ModelLines;
import org.hybridface.vision.TrackerSettings;
import org.hybridface.vision.VisionException;
import org.hybridface.vision.models.FaceModels;

/** What the options say, each read in one place; a value that cannot be meant is an {@link InvalidOptionException} that says what to give. */
final class DeviceSettings {

    private static final int MOST_PERSONS = 1_000_000;
    private static final int LARGEST_FACE_PX = 10_000;
    private static final int MOST_DAYS = 36_500;

    /** MQTT 5, 3.1.2.10: two bytes, in seconds. */
    private static final Duration LONGEST_KEEP_ALIVE = Duration.ofSeconds(65_535);

    /** To check options with, where no model is loaded. */
    private static final ModelLines ANY_LINES = new ModelLines(1, 1, 1, 1, 1, 0);

    private static final List<Consumer<Options>> ALL = List.of(
            DeviceSettings::readByRoutes, DeviceSettings::logLevel, DeviceSettings::journalBytes, options -> cache(options, ANY_LINES), DeviceSettings::spotChecks,
            options -> gallery(options, "", "", ANY_LINES), options -> page(options, ""), DeviceSettings::visits, DeviceSettings::record,
            options -> retention(options, ANY_LINES), DeviceSettings::minFreeBytes, options -> gate(options, minSize(options)), DeviceSettings::look,
            DeviceSettings::outbox, DeviceSettings::dollarsPerCall, options -> mqtt(options, Clock.systemUTC()),
            options -> ThingName.of("edge.thing", options.requiredText("edge.thing")), DeviceSettings::data, DeviceSettings::keyFile, DeviceSettings::outboxPlace, options -> options.flag("edge.once"),
            options -> options.duration("edge.once.settle"), DeviceSettings::summary, options -> options.flag("edge.routes.reload"),
            DeviceSettings::host, DeviceSettings::proxies, DeviceSettings::port, DeviceSettings::wrongTokens, DeviceSettings::token, DeviceSettings::backupPassword,
            options -> Accelerator.of(options.requiredText("face.accelerator")), DeviceSettings::models, options -> options.path("face.models.dir"),
            options -> options.flag("gallery.enabled"), DeviceSettings::fleetKeys,
            options -> pem(options, "mqtt.ca.file"), options -> pem(options, "mqtt.certificate.file"), options -> pem(options, "mqtt.key.file"));

    static final String BACKUP_PASSWORD = "edge.backup.password";

    /** Longer, the broker would have forgotten what devices told: 24.8 days are as many milliseconds as an int holds. */
    private static final Duration LONGEST_GALLERY = Duration.ofDays(24);

    /** Of a token somebody made up. */
    private static final int SHORT_TOKEN = 12;

    /** Folders of the program, which an upgrade exchanges. */
    private static final List<String> PROGRAM = List.of("bin", "lib", "routes", "shipped", "licences", "systemd");

    private DeviceSettings() {
    }

    /** Every value that cannot be meant, and what to give instead. Starts nothing and loads no model. */
    static List<String> faults(Options options) {
        return faults(options, Set.of());
    }

    /** @param told options whose fault is known already */
    static List<String> faults(Options options, Set<String> told) {
        List<String> faults = new ArrayList<>();
        Set<String> wrong = new HashSet<>(told);
        for (Consumer<Options> one : ALL) {
            // Each fault is found behind the one before it, which is mended with the default.
            boolean again = true;
            while (again) {
                again = false;
                try {
                    one.accept(options.asPacked(wrong));
                } catch (InvalidOptionException e) {
                    if (!follows(e.option(), wrong)) {
                        faults.add(e.getMessage());
                    }
                    again = !e.option().isEmpty() && wrong.add(e.option());
                } catch (IllegalArgumentException | VisionException | UnusableKeyException e) {
                    faults.add(e.getMessage());
                }
            }
        }
        return faults.stream().distinct().toList();
    }

    /** What may not be meant, or is not good. */
    static List<String> notes(Options options) {
        try {
            return token(options).filter(token -> token.length() < SHORT_TOKEN).map(token -> "edge.http.token has " + token.length()
                    + " characters only, which is soon guessed: " + SHORT_TOKEN + " or more are better").stream().toList();
        } catch (InvalidOptionException e) {
            // Told as a fault.
            return List.of();
        }
    }

    /** The viewer's. */
    static Optional<String> token(Options options) {
        return options.ownSecret("edge.http.token");
    }

    static Optional<String> backupPassword(Options options) {
        Optional<String> password = options.ownSecret(BACKUP_PASSWORD);
        password.flatMap(BackupKey::weakness).ifPresent(weak -> {
            throw new InvalidOptionException(BACKUP_PASSWORD, BACKUP_PASSWORD + " " + weak);
        });
        return password;
    }

    private static Path data(Options options) {
        Path data = options.requiredPath("edge.data.dir");
        if (Files.exists(data) && !Files.isDirectory(data)) {
            throw new InvalidOptionException("edge.data.dir", "edge.data.dir is '" + data + "', which is a file: give a folder");
        }
        DeviceOptions.home().filter(home -> data.equals(home) || PROGRAM.stream().anyMatch(part -> data.startsWith(home.resolve(part)))).ifPresent(home -> {
            throw new InvalidOptionException("edge.data.dir", "edge.data.dir is '" + data + "', where the program itself lies: give a folder of its own");
        });
        return data;
    }

    /** Where the key is, or is to be made. Never made anew where data are sealed with one that is gone: nobody would be known any more. */
    static Path keyFile(Options options) {
        Path file = options.requiredPath("edge.key.file");
        Path data = options.requiredPath("edge.data.dir");
        DeviceKeyFile.checkPlace(file, data);
        DeviceKeyFile.checkKind(file);
        DataKey.require(file, data);
        return file;
    }

    /** The fleet's keys; empty when nothing is shared. */
    private static Optional<FleetKeys> fleetKeys(Options options) {
        return options.path("gallery.key.file").filter(file -> options.flag("gallery.enabled")).map(FleetKeyFile::read);
    }

    /** Summary and record are JSON; whatever else there is, a key, a picture, the options themselves, was not written by this option. */
    private static boolean isNoneOfOurs(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            int first = in.read();
            return first >= 0 && first != '{';
        } catch (IOException e) {
            // That it cannot be written is told when it is opened.
            return false;
        }
    }

    /** A file that is written. */
    private static Optional<Path> file(Options options, String name) {
        Optional<Path> file = options.path(name);
        file.filter(Files::isDirectory).ifPresent(folder -> {
            throw new InvalidOptionException(name, name + " is '" + folder + "', which is a folder: give a file in it");
        });
        file.filter(DeviceSettings::isNoneOfOurs).ifPresent(other -> {
            throw new InvalidOptionException(name, name + " is '" + other + "', where something else is written already, which would be lost: give another file");
        });
        file.map(Path::getParent).filter(folder -> !Files.isDirectory(folder)).ifPresent(folder -> {
            throw new InvalidOptionException(name, name + " is '" + file.orElseThrow() + "', and there is no folder " + folder + ": make it, or correct the path");
        });
        return file;
    }

    /** A file that is read. */
    private static Optional<Path> readable(Options options, String name) {
        Optional<Path> file = options.path(name);
        file.filter(path -> !Files.isRegularFile(path) || !Files.isReadable(path)).ifPresent(path -> {
            throw new InvalidOptionException(name, name + " is '" + path + "', which " + (Files.exists(path) ? "is no file that this user may read: give the rights"
                    : "does not exist: put the file there") + ", or correct the path");
        });
        return file;
    }

    /** A certificate or its key. */
    private static Optional<Path> pem(Options options, String name) {
        Optional<Path> file = readable(options, name);
        file.flatMap(path -> TlsFiles.fault(name, path)).ifPresent(fault -> {
            throw new InvalidOptionException(name, fault);
        });
        return file;
    }

    /** Whether an option is made of one that is wrong already. */
    private static boolean follows(String option, Set<String> wrong) {
        String packed = OptionCheck.packed().getProperty(option, "");
        return wrong.stream().anyMatch(one -> packed.contains("{{" + one + "}}"));
    }

    private static String host(Options options) {
        String host = options.requiredText("edge.http.host");
        LocalPort.problemOfHost(host).ifPresent(problem -> {
            throw new InvalidOptionException(problem);
        });
        return host;
    }

    /** Whether others than this machine's own users can reach the page. */
    private static boolean proxies(Options options) {
        return HttpGuard.isShared(options.requiredText("edge.http.host"), options.text("edge.http.trusted-proxies").orElse(""));
    }

    private static List<String> models(Options options) {
        List<String> names = List.of(options.requiredText("face.detector"), options.requiredText("face.embedder"));
        FaceModels.check(names.get(0), names.get(1));
        return names;
    }

    /** Options that only route files use. */
    static List<Object> readByRoutes(Options options) {
        return List.of(options.camera("edge.camera"), options.flag("edge.visits.publish"), options.integer("outbox.poll-delay", 1, Integer.MAX_VALUE));
    }

    static Level logLevel(Options options) {
        String value = options.requiredText("edge.log.level");
        return Optional.ofNullable(Level.getLevel(value.toUpperCase(Locale.ROOT)))
                .orElseThrow(() -> new InvalidOptionException("edge.log.level is '" + value + "': give error, warn, info, debug or trace"));
    }

    static int journalBytes(Options options) {
        return options.integer("edge.journal.max-bytes", 0, Integer.MAX_VALUE);
    }

    static CacheSettings cache(Options options, ModelLines lines) {
        double distance = "auto".equals(options.requiredText("face.cache.distance")) ? lines.cacheDistance() : options.decimal("face.cache.distance", 0, 2);
        double margin = "auto".equals(options.requiredText("face.cache.margin")) ? lines.margin() : options.decimal("face.cache.margin", 0, 2);
        return new CacheSettings(options.integer("face.cache.capacity", 1, MOST_PERSONS), distance, margin, options.duration("face.cache.ttl"),
                options.integer("cloud.budget.per-hour", 0, Integer.MAX_VALUE));
    }

    static double spotChecks(Options options) {
        return options.decimal("gallery.spot-check", 0, 1);
    }

    /** @param lines of the model whose id is given */
    static GallerySettings gallery(Options options, String thing, String model, ModelLines lines) {
        CacheSettings remembering = cache(options, lines);
        return new GallerySettings(thing, model, options.integer("gallery.capacity", 1, MOST_PERSONS), options.duration("gallery.keep", Duration.ZERO, LONGEST_GALLERY), remembering.nameTtl(),
                CacheSettings.NEW_VIEW * remembering.sameFaceDistance());
    }

    /** US dollars. */
    static double dollarsPerCall(Options options) {
        return options.decimal("cloud.dollars-per-call", 0, Double.MAX_VALUE);
    }

    static LiveSettings page(Options options, String thing) {
        return new LiveSettings(thing, linger(options), options.flag("cloud.naming") ? LiveSettings.Naming.TOLD_TO_THE_CLOUD : LiveSettings.Naming.HERE_ONLY);
    }

    static Duration linger(Options options) {
        return options.duration("edge.view.linger");
    }

    static VisitSettings visits(Options options) {
        return new VisitSettings(options.duration("edge.visits.gap"), options.integer("edge.visits.days", 0, MOST_DAYS), options.bytes("edge.visits.max-bytes"),
                options.flag("edge.visits.pictures") ? VisitSettings.Pictures.SMALL : VisitSettings.Pictures.NONE);
    }

    static Optional<Path> record(Options options) {
        return file(options, "edge.record");
    }

    static Optional<Path> summary(Options options) {
        return file(options, "edge.summary");
    }

    static Retention retention(Options options, ModelLines lines) {
        return new Retention(cache(options, lines).capacity(), outbox(options).age(), visits(options).days());
    }

    static long minFreeBytes(Options options) {
        return options.bytes("edge.data.min-free-bytes");
    }

    /** Pixels. */
    static int minSize(Options options) {
        return options.integer("face.quality.min-size", 1, LARGEST_FACE_PX);
    }

    static QualityGate gate(Options options, int minSize) {
        return new QualityGate(minSize, options.decimal("face.quality.min-sharpness", 0, 1), options.decimal("face.quality.max-yaw", 0, 180));
    }

    static LookSettings look(Options options) {
        return new LookSettings(TrackerSettings.DEFAULT.withReverify(options.duration("face.reverify")), options.duration("face.patience"));
    }

    static OutboxLimits outbox(Options options) {
        return new OutboxLimits(options.integer("outbox.max-files", 1, Integer.MAX_VALUE), options.bytes("outbox.max-bytes"), options.duration("outbox.max-age"));
    }

    /** Never among the data of another device, which would send what waits there as its own questions, or delete what it cannot read. */
    static Path outboxPlace(Options options) {
        Path outbox = options.requiredPath("outbox.dir");
        Path data = options.requiredPath("edge.data.dir");
        for (Path folder = outbox.getParent(); folder != null && !outbox.startsWith(data); folder = folder.getParent()) {
            if (DataDirectory.isOne(folder) && Files.isDirectory(folder.resolve("faces"))) {
                throw new InvalidOptionException("outbox.dir", "outbox.dir is '" + outbox + "', where the data of another device lie: give a folder of its own");
            }
        }
        return outbox;
    }

    static int port(Options options) {
        return options.integer("edge.http.port", 1, EdgeLife.HIGHEST_PORT);
    }

    static int wrongTokens(Options options) {
        return options.integer("edge.http.wrong-tokens", 1, 1_000);
    }

    /** @param clock of the wall, which certificates go by */
    static MqttSettings mqtt(Options options, Clock clock) {
        options.path("mqtt.key.file").ifPresent(file -> SecretPlaces.tellOfOpen("mqtt.key.file", file));
        return new MqttSettings(options.uri("mqtt.url"), ThingName.of("edge.thing", options.requiredText("edge.thing")), login(options),
                new TlsFiles(options.path("mqtt.ca.file"), options.path("mqtt.certificate.file"), options.path("mqtt.key.file"), clock),
                options.duration("mqtt.keep-alive", Duration.ofSeconds(1), LONGEST_KEEP_ALIVE), options.duration("mqtt.connect-timeout"), options.duration("mqtt.publish-timeout"),
                options.integer("mqtt.receive-maximum", 1, 65_535));
    }

    private static Optional<MqttLogin> login(Options options) {
        Optional<String> user = options.text("mqtt.user");
        Optional<String> password = options.secret("mqtt.password");
        if (user.isPresent() != password.isPresent()) {
            throw new InvalidOptionException((user.isPresent() ? "mqtt.user is given without mqtt.password" : "mqtt.password is given without mqtt.user")
                    + ": give both, or neither for a broker that goes by the certificate");
        }
        return user.map(name -> new MqttLogin(name, password.orElseThrow()));
    }
}
