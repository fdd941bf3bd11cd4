// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static org.hybridface.edge.cache.Faces.SEALER;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.SimpleRegistry;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.Faces;
import org.hybridface.edge.cache.TestClock;
import org.hybridface.edge.explain.FaceEvent;
import org.hybridface.edge.explain.FaceNews;
import org.hybridface.edge.live.ViewListeners;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.outbox.OutboxLimits;
import org.hybridface.edge.recognise.QualityGate;
import org.hybridface.edge.recognise.ViewWatch;
import org.hybridface.edge.recognise.WatchedGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The route files as they are shipped, with what lies outside the device replaced by mocks. */
abstract class RouteTest extends CamelTestSupport {

    @TempDir
    Path directory;

    final TestClock clock = new TestClock();
    /** What {@code bin/edge explain} would tell. */
    final List<FaceEvent> news = new CopyOnWriteArrayList<>();
    FaceCache cache;
    Outbox outbox;

    @Override
    public void configureTest(TestExecutionConfiguration test) {
        super.configureTest(test);
        test.withUseAdviceWith(true);
    }

    /** The file under test, for example {@code face-to-outbox}. */
    abstract String file();

    /** Options other than by default. */
    void options(Properties own) {
    }

    /** Beans of the route that are not made here. */
    void bind(CamelContext context) throws Exception {
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext(new SimpleRegistry());
        PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
        properties.setLocation("classpath:application.properties");
        Properties own = new Properties();
        own.setProperty("edge.data.dir", directory.toString());
        own.setProperty("outbox.dir", directory.resolve("waiting").toString());
        own.setProperty("edge.thing", "thing-1");
        own.setProperty("edge.camera", "direct:camera");
        options(own);
        properties.setOverrideProperties(own);
        cache = Faces.cache(directory, Faces.SETTINGS, clock);
        outbox = new Outbox(directory.resolve("waiting"), new OutboxLimits(10, 1_000_000, Duration.ofHours(1)), SEALER, clock, news::add);
        outbox.prepare();
        context.getRegistry().bind("faceCache", cache);
        context.getRegistry().bind("outbox", outbox);
        context.getRegistry().bind("qualityGate", new WatchedGate(new QualityGate(40, 0.15, 45), FaceNews.NONE, clock));
        context.getRegistry().bind("viewWatch", new ViewWatch(Duration.ofSeconds(1), clock));
        context.getRegistry().bind("viewListeners", new ViewListeners(context));
        context.getRegistry().bind("viewPublisher", Executors.newSingleThreadExecutor());
        bind(context);
        for (String name : new String[] {"on-error", file()}) {
            PluginHelper.getRoutesLoader(context).loadRoutes(
                    ResourceHelper.resolveResource(context, "file:" + System.getProperty("routes.dir") + "/edge/" + name + ".camel.yaml"));
        }
        return context;
    }

    @AfterEach
    void stopCache() {
        cache.stop();
    }

    /** Puts {@code mock:<id>} in the place of the step with that id. */
    MockEndpoint replace(String route, String step) throws Exception {
        AdviceWith.adviceWith(context, route, advice -> advice.weaveById(step).replace().to("mock:" + step));
        return getMockEndpoint("mock:" + step);
    }

    /** Puts {@code mock:<id>} in front of the step with that id. */
    MockEndpoint watch(String route, String step) throws Exception {
        AdviceWith.adviceWith(context, route, advice -> advice.weaveById(step).before().to("mock:" + step));
        return getMockEndpoint("mock:" + step);
    }

    void doing(String route, String step, Processor work) throws Exception {
        AdviceWith.adviceWith(context, route, advice -> advice.weaveById(step).replace().process(work));
    }

    void replaceFrom(String route, String uri) throws Exception {
        AdviceWith.adviceWith(context, route, advice -> advice.replaceFromWith(uri));
    }
}
