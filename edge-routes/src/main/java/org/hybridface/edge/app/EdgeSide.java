// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.camera.CameraSpelling;
import org.hybridface.edge.erase.ErasureReports;
import org.hybridface.edge.gallery.Gallery;
import org.hybridface.edge.gallery.SightingReports;
import org.hybridface.edge.live.FaceCorrections;
import org.hybridface.edge.live.FaceEdits;
import org.hybridface.edge.live.FaceErasures;
import org.hybridface.edge.live.FacesApi;
import org.hybridface.edge.live.KeptCorrections;
import org.hybridface.edge.live.LiveView;
import org.hybridface.edge.live.PageFiles;
import org.hybridface.edge.live.PageHeaders;
import org.hybridface.edge.live.PeopleApi;
import org.hybridface.edge.live.PersonExports;
import org.hybridface.edge.live.PersonPhotos;
import org.hybridface.edge.live.StatusApi;
import org.hybridface.edge.live.Stills;
import org.hybridface.edge.live.VideoEngine;
import org.hybridface.edge.live.ViewListeners;
import org.hybridface.edge.live.VisitsApi;
import org.hybridface.edge.mqtt.MqttConnection;
import org.hybridface.edge.mqtt.SharedMqttClient;
import org.hybridface.edge.mqtt.WhileConnected;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.outbox.Photographer;
import org.hybridface.edge.recognise.FaceFinder;
import org.hybridface.edge.recognise.FaceRecogniser;
import org.hybridface.edge.recognise.ViewWatch;
import org.hybridface.edge.recognise.WatchedGate;
import org.hybridface.edge.record.FrameRecord;
import org.hybridface.edge.shadow.ShadowMailbox;
import org.hybridface.edge.shadow.ShadowRejection;
import org.hybridface.edge.upgrade.ShippedRoutes;
import org.hybridface.edge.visit.VisitLog;
import org.hybridface.routecheck.RouteSide;

/** What routes of the edge may name: the beans {@link EdgeBeans} makes, and the options of application.properties. */
public class EdgeSide implements RouteSide {

    private static final Pattern NETWORK = Pattern.compile("(rtsps?|rtmps?|rtp|udp|srt|mms|onvif)://");

    private static final Map<String, Class<?>> BEANS = Map.ofEntries(
            Map.entry("faceCache", FaceCache.class),
            Map.entry("faceEdits", FaceEdits.class),
            Map.entry("faceCorrections", FaceCorrections.class),
            Map.entry("faceErasures", FaceErasures.class),
            Map.entry("erasureReports", ErasureReports.class),
            Map.entry("keptCorrections", KeptCorrections.class),
            Map.entry("personExports", PersonExports.class),
            Map.entry("faceDetector", FaceFinder.class),
            Map.entry("faceRecogniser", FaceRecogniser.class),
            Map.entry("facesApi", FacesApi.class),
            Map.entry("frameRecord", FrameRecord.class),
            Map.entry("gallery", Gallery.class),
            Map.entry("liveView", LiveView.class),
            Map.entry("mqttClient", SharedMqttClient.class),
            Map.entry("mqttConnection", MqttConnection.class),
            Map.entry("outbox", Outbox.class),
            Map.entry("pageFiles", PageFiles.class),
            Map.entry("pageHeaders", PageHeaders.class),
            Map.entry("peopleApi", PeopleApi.class),
            Map.entry("personPhotos", PersonPhotos.class),
            Map.entry("photographer", Photographer.class),
            Map.entry("qualityGate", WatchedGate.class),
            Map.entry("runReport", RunReport.class),
            Map.entry("shadowMailbox", ShadowMailbox.class),
            Map.entry("shadowRejection", ShadowRejection.class),
            Map.entry("sightingReports", SightingReports.class),
            Map.entry("statusApi", StatusApi.class),
            Map.entry("stills", Stills.class),
            Map.entry("videoEngine", VideoEngine.class),
            Map.entry("viewListeners", ViewListeners.class),
            Map.entry("viewPublisher", ExecutorService.class),
            Map.entry("viewWatch", ViewWatch.class),
            Map.entry("visitLog", VisitLog.class),
            Map.entry("visitWriter", ExecutorService.class),
            Map.entry("visitsApi", VisitsApi.class),
            Map.entry("whileConnected", WhileConnected.class));

    private static final String ERRORS = "on-error.camel.yaml comes before it; write a routeConfiguration with an id, and that as routeConfigurationId of the route";
    private static final String TEMPLATES = "an edit could not exchange what was made of it; write the route itself";
    private static final String REST = "there is no component for it; receive by platform-http:, as live-view.camel.yaml does";

    /** By what the reload exchanges, and what the error handling of all routes leaves to others. */
    private static final Map<String, String> NOT_CARRIED_OUT = Map.of("onException", ERRORS, "errorHandler", ERRORS, "routeTemplate", TEMPLATES,
            "templatedRoute", TEMPLATES, "rest", REST, "restConfiguration", REST);

    @Override
    public String name() {
        return "edge";
    }

    /** The packed defaults, the device's own file over them, then the environment and -D, as the device resolves them. */
    @Override
    public Map<String, String> options() {
        Properties properties = OptionCheck.packed();
        properties.putAll(DeviceOptions.own().values());
        Map<String, String> options = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> options.put(name, System.getProperty(name,
                System.getenv().getOrDefault(OptionNames.variable(name), properties.getProperty(name)))));
        System.getProperties().stringPropertyNames().forEach(name -> options.putIfAbsent(name, System.getProperty(name)));
        return options;
    }

    /** A camera, and an address of one that lacks {@code camera:}. */
    @Override
    public Optional<String> faultOf(String written, String uri) {
        boolean camera = uri.startsWith("camera:") || NETWORK.matcher(uri).lookingAt() || written.startsWith("{{edge.camera}}");
        return camera ? CameraSpelling.fault(uri) : Optional.empty();
    }

    @Override
    public Map<String, String> notCarriedOut() {
        return NOT_CARRIED_OUT;
    }

    @Override
    public Set<String> shipped() {
        try {
            return ShippedRoutes.of(DeviceOptions.home().orElse(Path.of("")).resolve("shipped").resolve("routes")).names();
        } catch (IOException e) {
            return Set.of();
        }
    }

    @Override
    public Optional<String> errorsOfAll() {
        return Optional.of("on-error.camel.yaml");
    }

    @Override
    public Map<String, Class<?>> beans() {
        return BEANS;
    }
}
