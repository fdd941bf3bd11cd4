// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.correction.CorrectionBox;
import org.hybridface.edge.erase.ErasureFiles;
import org.hybridface.edge.erase.ErasureReports;
import org.hybridface.edge.erase.PersonEraser;
import org.hybridface.edge.explain.FaceJournal;
import org.hybridface.edge.export.DeviceStores;
import org.hybridface.edge.export.PersonExport;
import org.hybridface.edge.export.Retention;
import org.hybridface.edge.live.LiveSettings.Naming;
import org.hybridface.edge.mqtt.MqttConnection;
import org.hybridface.edge.observe.CostMeter;
import org.hybridface.edge.observe.DeviceMBeans;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.recognise.FaceRecogniser;
import org.hybridface.edge.record.FrameRecord;
import org.hybridface.edge.reload.OutlivesRoutes;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.edge.visit.KnownFaces;
import org.hybridface.edge.visit.VisitFiles;
import org.hybridface.edge.visit.VisitLog;
import org.hybridface.edge.visit.VisitSettings;

/** Makes the beans that live-view.camel.yaml names. */
public final class LiveBeans {

    private LiveBeans() {
    }

    /**
     * Binds the beans; called before the routes are loaded.
     *
     * @param data where corrections and photos wait for the cloud
     * @return the video
     */
    public static LiveView bind(CamelContext context, Supplier<LiveSettings> settings, FaceCache cache, FaceRecogniser recogniser, Outbox outbox,
            MqttConnection connection, CostMeter costs, Path data, Sealer sealer, Clock clock) throws Exception {
        LiveView view = new LiveView(clock);
        OutlivesRoutes.add(context, view);
        DeviceMBeans.registerAtStart(context, "video", new ManagedVideo(view));
        Registry registry = context.getRegistry();
        registry.bind("liveView", view);
        registry.bind("viewListeners", new ViewListeners(context));
        registry.bind("stills", new Stills(view, new CameraNames(context, view)));
        registry.bind("videoEngine", new VideoEngine(context));
        registry.bind("pageHeaders", new PageHeaders());
        registry.bind("pageFiles", new PageFiles());
        MadeCorrections made = new MadeCorrections(SteadyClock.of(clock));
        Editions editions = new Editions(made);
        registry.bind("editions", editions);
        registry.bind("facesApi", new FacesApi(cache, view, editions, () -> settings.get().linger(), clock));
        CorrectionBox corrections = new CorrectionBox(data.resolve(CorrectionBox.DIRECTORY), sealer);
        registry.bind("correctionBox", corrections);
        registry.bind("faceCorrections", new FaceCorrections(cache, corrections, made, editions, settings));
        registry.bind("keptCorrections", new KeptCorrections(corrections, made, cache, () -> settings.get().naming() == Naming.TOLD_TO_THE_CLOUD && connection.isConnected(), SteadyClock.of(clock)));
        PersonPhotos photos = new PersonPhotos(cache, recogniser, new GivenPhotos(data, sealer), corrections, settings, SteadyClock.of(clock));
        registry.bind("personPhotos", photos);
        registry.bind("faceEdits", new FaceEdits(cache, view, editions, () -> settings.get().naming()));
        registry.bind("statusApi", new StatusApi(context, settings, cache, recogniser, outbox, connection, costs));
        return view;
    }

    /** Binds what visits.camel.yaml names, and the people page, which also shows when somebody came last. */
    public static VisitLog bindVisits(CamelContext context, Supplier<LiveSettings> live, Supplier<VisitSettings> settings, VisitFiles files, FaceCache cache, LiveView view,
            SteadyClock clock) throws Exception {
        KnownFaces known = new KnownFaces() {
            @Override
            public String current(String key) {
                return cache.current(key);
            }

            @Override
            public Optional<Called> name(String key) {
                return cache.find(key).map(face -> new Called(face.name()));
            }
        };
        VisitLog log = new VisitLog(settings, files, known, (key, since) -> view.portrait(key).filter(portrait -> !portrait.taken().isBefore(since))
                .map(Portraits.Portrait::jpeg), clock);
        log.open();
        OutlivesRoutes.add(context, log);
        Registry registry = context.getRegistry();
        registry.bind("visitLog", log);
        registry.bind("visitWriter", log.writer());
        registry.bind("visitsApi", new VisitsApi(log, key -> FacesApi.photoOf(view, key), clock.wall(), ZoneId.systemDefault()));
        registry.bind("peopleApi", new PeopleApi(cache, view, registry.lookupByNameAndType("editions", Editions.class), log, live, clock));
        return log;
    }

    /** Binds what erases people, and what tells of it; the eraser reaches every place of the device then. */
    public static void bindErasures(CamelContext context, Supplier<LiveSettings> settings, FaceCache cache, PersonEraser eraser, ErasureFiles files, FrameRecord record, LiveView video,
            MqttConnection connection, SteadyClock clock) {
        Registry registry = context.getRegistry();
        CorrectionBox corrections = registry.lookupByNameAndType("correctionBox", CorrectionBox.class);
        PersonPhotos photos = registry.lookupByNameAndType("personPhotos", PersonPhotos.class);
        eraser.serves(registry.lookupByNameAndType("visitLog", VisitLog.class), video::forget);
        eraser.also("corrections", who -> corrections.forget(who.keys(), who.ids()))
                .also("given-photos", who -> photos.forget(who.keys()))
                .also("record", who -> record.forget(who.keys(), who.names()));
        registry.bind("erasureReports", new ErasureReports(files, eraser, settings.get().thing(), connection::isConnected, clock));
        registry.bind("faceErasures", new FaceErasures(cache, eraser, settings));
    }

    /** Binds what puts together all that is held of one person. */
    public static void bindExports(CamelContext context, Supplier<LiveSettings> settings, FaceCache cache, Outbox outbox, FaceJournal journal, FrameRecord record, LiveView video,
            Path unreadable, Supplier<Retention> retention, SteadyClock clock) {
        Registry registry = context.getRegistry();
        DeviceStores stores = new DeviceStores(cache, registry.lookupByNameAndType("visitLog", VisitLog.class), outbox, journal,
                registry.lookupByNameAndType("correctionBox", CorrectionBox.class), record, video::pictureOf, unreadable);
        registry.bind("personExports", new PersonExports(new PersonExport(settings.get().thing(), stores, retention, clock.wall())));
    }
}
