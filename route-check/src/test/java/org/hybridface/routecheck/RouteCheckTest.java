// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteCheckTest {

    static Stream<Arguments> unreadableFiles() {
        return Stream.of(
                Arguments.of("route:\n  id: a\n", 1, "a route file is a list: write '- route:'"),
                Arguments.of("just words\n", 1, "a route file is a list"),
                Arguments.of("{}\n", 1, "a route file is a list"),
                Arguments.of("- \n", 1, "is no route"),
                Arguments.of("# a\n" + "- a: b # c\n".repeat(30_000), 1, "more than 256 KB"),
                Arguments.of("- route:\n    id: " + "[".repeat(50_000), 2, "nested deeper than 100"),
                Arguments.of("- route:\n    id: " + "{a: ".repeat(20_000), 2, "nested deeper than 100"),
                Arguments.of("- &loop\n  route: *loop\n", 1, "nested deeper than 100"),
                Arguments.of("- a: &a [x,x,x,x,x,x,x,x,x,x]\n- b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n- c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
                        + "- d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n- e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n", 1, "stand for more than 50000"));
    }

    @ParameterizedTest
    @MethodSource("unreadableFiles")
    void aFileThatIsNoListOrTooLargeOrTooDeepIsOneProblemWithItsLine(String text, int line, String reason) {
        List<Problem> problems = CHECK.check(Map.of("x.camel.yaml", text));
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).line()).isEqualTo(line);
        assertThat(problems.get(0).reason()).contains(reason);
    }

    @Test
    void ofAFileThatIsTooLargeOnlyTheBeginningIsRead(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("x.camel.yaml"), "# comment\n".repeat(1_000_000));
        Files.writeString(folder.resolve(".x.camel.yaml"), "an editor's own");
        Map<String, String> files = RouteCheck.read(folder);
        assertThat(files).containsOnlyKeys("x.camel.yaml");
        assertThat(files.get("x.camel.yaml").length()).isLessThan(2_000_000);
        assertThat(CHECK.check(files)).hasSize(1);
    }

    private static List<String> reasonsOfFields(String expression) {
        return CHECK.check(Map.of("x.camel.yaml", """
                - route:
                    id: x
                    from:
                      uri: timer:x
                      steps:
                        - setVariable: { name: word, method: { ref: greeter, method: greet } }
                        - setVariable: { name: free, simple: "${body}" }
                        - log: "EXPRESSION"
                """.replace("EXPRESSION", expression))).stream().map(Problem::reason).filter(reason -> reason.contains("field")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${variable.word}", "${variable.word.length}", "${variable.word?.strip.length}", "${variable.word.bytes}", "${variable.word.isBlank}", "${variable.word.blank}",
        "${variable.free.any}", "${variable.other.any}", "variable.word.lenght"})
    void aFieldThatIsThereOrCannotBeKnownIsNoFault(String expression) {
        assertThat(reasonsOfFields(expression)).isEmpty();
    }

    @Test
    void aFieldThatABeansAnswerDoesNotHaveIsTold() {
        assertThat(reasonsOfFields("of ${variable.word.lenght}")).containsExactly("'word' has no field 'lenght'; did you mean 'length'?");
        assertThat(reasonsOfFields("${variable.word.strip.size}")).singleElement().asString().startsWith("'word.strip' has no field 'size'");
    }

    @Test
    void whatLiesBesideTheRouteFilesAndIsNotReadIsSaid(@TempDir Path folder) throws IOException {
        for (String name : List.of("a.camel.yaml", "hello.yaml", "b.camel.yml", "c.camel.yaml.txt", "D.CAMEL.YAML", "Hello.java", ".a.camel.yaml.swp", "a.camel.yaml~", "README.md",
                "4913", "#a.camel.yaml#", "a.camel.yaml.orig", "a.camel.yaml.rej", "a.camel.yaml.bak", "a.camel.yaml.dpkg-dist", "a.camel.yaml.ucf-old", "Thumbs.db")) {
            Files.writeString(folder.resolve(name), "");
        }
        Files.createDirectory(folder.resolve("more"));
        Files.createSymbolicLink(folder.resolve("link.camel.yaml"), folder.resolve("nowhere"));
        assertThat(RouteCheck.ignored(folder)).containsOnlyKeys("hello.yaml", "b.camel.yml", "c.camel.yaml.txt", "D.CAMEL.YAML", "Hello.java", "more", "link.camel.yaml");
        assertThat(RouteCheck.ignored(folder).get("D.CAMEL.YAML")).contains("rename it to D.camel.yaml");
        assertThat(RouteCheck.ignored(folder).get("Hello.java")).doesNotContain("rename");
        assertThat(RouteCheck.ignored(folder).get("link.camel.yaml")).contains("a link to a file that is not there");
        assertThat(RouteCheck.ignored(folder).get("hello.yaml")).contains("rename it to hello.camel.yaml");
        assertThat(RouteCheck.ignored(folder).get("b.camel.yml")).contains("rename it to b.camel.yaml");
        assertThat(RouteCheck.ignored(folder).get("c.camel.yaml.txt")).contains("rename it to c.camel.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"camera:rtsp://user:p%23s@cam.example/cam/realmonitor?channel=1&subtype=0", "camera:rtsp://user:p#s?x/y@cam.example/live?a=b&fps=5",
        "camera:http://[fe80::1]:8080/video?user=a&pwd=b#c"})
    void theOptionsOfACamerasStreamAreTheCamerasOwn(String address) {
        assertThat(CHECK.check(Map.of("x.camel.yaml", "- route:\n    id: a\n    from:\n      uri: \"" + address + "\"\n      steps:\n        - stop: {}\n")))
                .noneMatch(problem -> problem.reason().contains("has no option") || problem.reason().contains("is no endpoint"));
    }

    private static final RouteCheck CHECK = new RouteCheck(new TestSide());

    /** A file in which nothing is wrong; each fault below is one replacement in it. */
    private static final String GOOD = """
            # A comment.
            - route:
                id: first
                routeConfigurationId: errors
                from:
                  uri: "{{source}}"
                  steps:
                    - process:
                        ref: worker
                    - bean:
                        ref: greeter
                        method: greet(${body})
                    - filter:
                        simple: ${body} != null
                        steps:
                          - to: direct:second?block=false
                    - to:
                        uri: paho-mqtt5
                        parameters:
                          topic: a/topic
                          qos: 1
                    - to: "paho-mqtt5:other/topic?qos=0"
                    - wireTap:
                        uri: direct:second
                        executorService: threads
            - route:
                id: second
                from:
                  uri: direct
                  parameters:
                    name: second
                  steps:
                    - to:
                        uri: bean:greeter
                        parameters:
                          method: greet
                    - to:
                        uri: file
                        parameters:
                          directoryName: "{{in.dir}}"
                          fileExist: Append
            - routeConfiguration:
                id: errors
                onException:
                  - onException:
                      exception:
                        - java.io.IOException
                      handled:
                        constant: "true"
            """;

    @ParameterizedTest
    @ValueSource(strings = {"${bean:greeter?method=greet}", "${bean:greeter::greet}", "${bean:greeter.greet(${body})}", "${bean:greeter}"})
    void aBeanMayBeCalledInAText(String call) {
        assertThat(CHECK.check(Map.of("x.camel.yaml", GOOD.replace("simple: ${body} != null", "simple: \"" + call + " != null\"")))).isEmpty();
        assertThat(CHECK.check(Map.of("x.camel.yaml", GOOD.replace("- process:\n            ref: worker", "- log:\n            message: \"name=" + call + "\""))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CamelFileName", "CamelHttpUrl", "CamelOfMyOwnBean", "FileNam"})
    void aHeaderThatAComponentReadsOrThatLooksLikeNoneMayBeSet(String header) {
        assertThat(CHECK.check(Map.of("x.camel.yaml", GOOD.replace("- process:\n            ref: worker", "- setHeader: { name: " + header + ", constant: x }"))))
                .isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("- process:", "- proces:", 8, "'proces' has no meaning here; did you mean 'process'?"),
                fault("ref: worker\n", "reff: worker\n", 9, "did you mean 'ref'?"),
                fault("      uri: direct\n", "      url: direct\n", 29, "did you mean 'uri'?"),
                fault("ref: worker", "ref: \"worker", 0, "this is no YAML"),
                fault("    id: second\n", "    id: second\n    id: third\n", 0, "'id' is said twice"),
                fault("ref: worker", "ref: workr", 9, "there is no bean 'workr'; did you mean 'worker'?"),
                fault("ref: worker", "ref: greeter", 9, "'process' needs a Processor"),
                fault("method: greet(${body})", "method: great(${body})", 12, "the bean 'greeter' has no public method 'great'; did you mean 'greet'?"),
                fault("direct:second?block=false", "direct:secnd?block=false", 16, "no route receives direct:secnd; did you mean 'direct:second'?"),
                fault("direct:second?block=false", "direct:second?blok=false", 16, "direct has no option 'blok'; did you mean 'block'?"),
                fault("direct:second?block=false", "direct:second?block=maybe", 16, "'block' is 'maybe', which is neither true nor false"),
                fault("uri: paho-mqtt5\n", "uri: paho-mqtt\n", 18, "there is no component 'paho-mqtt' here; did you mean 'paho-mqtt5'?"),
                fault("qos: 1", "qos: one", 21, "'qos' is 'one', which is no whole number"),
                fault("qos: 1", "qoss: 1", 21, "paho-mqtt5 has no option 'qoss'; did you mean 'qos'?"),
                fault("topic: a/topic", "retained: true", 18, "paho-mqtt5 needs the option 'topic'"),
                fault("paho-mqtt5:other/topic?qos=0", "paho-mqtt5:other/topic?qos=0&retaned=true", 22, "did you mean 'retained'?"),
                fault("executorService: threads", "executorService: threds", 25, "there is no bean 'threds'; did you mean 'threads'?"),
                fault("uri: bean:greeter", "uri: bean:greter", 34, "there is no bean 'greter'"),
                fault("method: greet\n", "method: meet\n", 36, "has no public method 'meet'"),
                fault("{{in.dir}}", "{{in.dri}}", 40, "there is no property 'in.dri'; did you mean 'in.dir'?"),
                fault("fileExist: Append", "fileExist: Apend", 41, "'fileExist' is 'Apend', which is none of"),
                fault("fileExist: Append", "delete: true", 41, "'delete' of file is for 'from' only"),
                fault("simple: ${body} != null", "jsonpath: $.a", 14, "there is no language 'jsonpath' here"),
                fault("simple: ${body} != null", "language: {language: klingon, expression: a}", 14, "there is no language 'klingon' here"),
                fault("simple: ${body} != null", "simple: ${bodi.name}", 14, "cannot be read as simple: Unknown function: bodi.name"),
                fault("simple: ${body} != null", "simple: ${body} => null", 14, "cannot be read as simple: Unexpected token ="),
                fault("simple: ${body} != null", "simple: ${bean:greter?method=greet} != null", 14, "there is no bean 'greter'; did you mean 'greeter'?"),
                fault("simple: ${body} != null", "simple: ${bean:greeter?method=meet} != null", 14, "the bean 'greeter' has no public method 'meet'"),
                fault("simple: ${body} != null", "simple: ${bean:greeter.meet(${body})} != null", 14, "the bean 'greeter' has no public method 'meet'"),
                fault("- process:\n            ref: worker", "- setHeader: { name: CamelFielName, constant: x }", 8,
                        "no component reads the header 'CamelFielName'; did you mean 'CamelFileName'?"),
                fault("simple: ${body} != null", "simple: {expression: \"${body\"}", 14, "cannot be read as simple: expected symbol functionEnd"),
                fault("- process:\n            ref: worker", "- log:\n            message: ${bdy}", 9, "cannot be read as simple: Unknown function: bdy"),
                fault("    id: second\n", "    id: second-{{in.dir}}\n", 27, "an id is a plain word without {{...}}"),
                fault("java.io.IOException", "java.io.IOEception", 47, "there is no class 'java.io.IOEception'"),
                fault("    id: second\n", "    id: first\n", 27, "there is a route 'first' already: file.camel.yaml line 3"),
                fault("# A comment.", "- rout", 1, "'rout' is no route"),
                fault("    id: second\n", "", 26, "a route needs an id"),
                fault("routeConfigurationId: errors", "errorHandler:\n      noErrorHandler: {}", 5, "nobody would hear what goes wrong in 'first'"),
                fault("routeConfigurationId: errors", "routeConfigurationId: errors,mine", 4, "there is no routeConfiguration 'mine'"),
                fault("routeConfigurationId: errors", "routeConfigurationId: error", 4, "there is no routeConfiguration 'error'; did you mean 'errors'?"));
    }

    private static final String WORK = "- process:\n            ref: worker";

    /** Each was taken, and failed with every message. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            split: {steps: [{log: x}]}                                               | 'split' needs an expression, for example simple: ${body}
            filter: {steps: [{log: x}]}                                              | 'filter' needs an expression
            setHeader: {name: x}                                                     | 'setHeader' needs an expression
            choice: {when: [{steps: [{log: x}]}]}                                    | 'when' needs an expression
            delay: {constant: 5 bananas}                                             | 'delay' is '5 bananas': give a whole number, milliseconds, 0 or more
            delay: {simple: 5s}                                                      | 'delay' is '5s': give a whole number, milliseconds
            delay: {expression: {constant: {expression: "{{source}}"}}}              | 'delay' is 'file:in?delay=500'
            loop: {constant: many, steps: [{log: x}]}                                | 'loop' is 'many': give a whole number, 0 or more
            throttle: {constant: '0'}                                                  | 'throttle' is '0': give a whole number, 1 or more
            split: {tokenize: {token: "[", regex: true}, steps: [{log: x}]}          | '[' is no regular expression: Unclosed character class at character 1
            split: {tokenize: {token: ",", group: many}, steps: [{log: x}]}          | 'group' is 'many': give a whole number
            multicast: {timeout: soon, steps: [{log: x}]}                            | 'timeout' is 'soon': give a time like 500, 5s or 10m
            enrich: {constant: "nowhere:x"}                                          | there is no component 'nowhere' here
            recipientList: {constant: "direct:second,nowhere:x"}                     | there is no component 'nowhere' here
            pollEnrich: {expression: {constant: {expression: "file:a?delete=maybe"}}} | 'delete' is 'maybe', which is neither true nor false
            filter: {constant: maybe, steps: [{log: x}]}                             | 'maybe' is neither true nor false
            setHeader: {name: "", constant: x}                                       | 'setHeader' needs a name
            throwException: {exceptionType: java.lang.String, message: no}           | java.lang.String is no exception
            to: "paho-mqtt5:a/+/b"                                                   | nothing can be published to 'a/+/b'
            log: "${date:now:QQQ}"                                                   | ${date:now:QQQ}: 'QQQ' is no date pattern of Java (Illegal pattern character 'Q')
            setBody: {simple: "${date:now-24x:yyyy}"}                                | '-24x' is no time: write it like -24h
            setBody: {simple: {expression: "${date:yesterday:yyyy}"}}                | there is no 'yesterday': It is now
            setBody: {simple: "${date-with-timezone:now:Europe/Berlim:HH:mm}"}       | there is no time zone 'Europe/Berlim'; did you mean 'Europe/Berlin'?
            to: {uri: file, parameters: {directoryName: a, fileName: "${date:now:bb}"}}  | 'bb' is no date pattern
            toD: "file:a?fileName=${date:now:bb}"                                    | 'bb' is no date pattern
            setBody: {simple: "${random(10,5)}"}                                     | random(1,7)
            setBody: {simple: "${hash(${body},MD99)}"}                               | there is no digest 'MD99'
            setBody: {simple: "${bodyAs(Foo)}"}                                      | there is no class 'Foo': give it with its package
            setBody: {simple: "${headerAs(x, java.util.Datte)}"}                     | there is no class 'java.util.Datte'
            filter: {simple: "${body} regex '['", steps: [{log: x}]}                 | '[' is no regular expression
            choice: {when: [{simple: "${body} !regex '*'", steps: [{log: x}]}]}      | '*' is no regular expression
            filter: {simple: "${body} is 'Foo'", steps: [{log: x}]}                  | there is no class 'Foo'
            to: "paho-mqtt5:x?qos=7"                                                 | 'qos' is '7', and must be from 0 to 2: MQTT has 0, 1 and 2
            to: {uri: paho-mqtt5, parameters: {topic: x, qos: "{{poll.delay}}"}}     | 'qos' is '100', and must be from 0 to 2
            to: "direct:second?block={{poll.delay}}"                                 | 'block' is '100', which is neither true nor false
            to: file:/proc/1                                                         | '/proc/1' is no folder of files but the kernel's
            bean: {ref: greeter, method: "greet(${body}, 'a, b')"}                   | 'greet' of the bean 'greeter' takes 1 values, and 2 are given
            bean: {ref: greeter, method: greet()}                                    | 'greet' of the bean 'greeter' takes 1 values, and 0 are given
            log: "${bean:greeter.greet(${body},1)}"                                  | takes 1 values, and 2 are given
            filter: {simple: "${body} range '1-5'", steps: [{log: x}]}               | '1-5' is no range: give two numbers like '1..10'
            """)
    void whatFailsWithEveryMessageIsRefused(String step, String reason) {
        assertThat(check(GOOD.replace(WORK, "- " + step))).singleElement().satisfies(problem -> assertThat(problem.reason()).contains(reason))
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delay: {constant: ' 50 '}", "delay: {constant: '{{poll.delay}}'}", "delay: {simple: '${body.length}'}", "delay: {constant: '{{mine:20}}'}",
        "to: paho-mqtt5:{{env:TOPIC}}", "to: 'paho-mqtt5:{{topic:a/b}}?qos={{quality:1}}'", "to: 'paho-mqtt5:x?qos={{env:QOS}}'", "bean: {ref: greeter, method: \"greet('a, (b')\"}",
        "multicast: {timeout: 5s, steps: [{log: x}]}", "recipientList: {constant: 'direct:second;file:out', delimiter: ';'}", "enrich: {simple: '${header.where}'}",
        "loop: {doWhile: true, simple: '${body} == null', steps: [{log: x}]}", "loop: {constant: '3', steps: [{log: x}]}", "throttle: {constant: '1', timePeriodMillis: '10000'}",
        "split: {tokenize: {token: '['}, steps: [{log: x}]}", "log: '${date:now-24h:yyyy-MM-dd HH:mm:ss.SSSXXX} ${date:now+1d} ${date:exchangeCreated:HH:mm} ${date:header.when:yyyy}'",
        "log: '${date-with-timezone:now:Europe/Berlin:HH:mm} ${date-with-timezone:now:GMT+2:HH:mm}'", "log: '${random(6)} ${random(1,7)} ${random(${body},9)} ${hash(${body},SHA-256)}'",
        "setBody: {simple: '${bodyAs(String)} ${mandatoryBodyAs(java.util.Map)} ${bodyAs(byte[])}'}", "setBody: {simple: \"${body} regex '['\"}", "setBody: {constant: '${date:now:QQQ}'}",
        "filter: {simple: \"${body} regex '[a-z]+' && ${body} is 'java.lang.String' && ${body} range '1..5'\", steps: [{log: x}]}"})
    void whatCanBeMeantIsNoFault(String step) {
        assertThat(check(GOOD.replace(WORK, "- " + step))).isEmpty();
    }

    @Test
    void theOwnersFileIsToBlameAndNotTheShippedOne() {
        String shipped = GOOD.replace("id: errors", "id: \"*\"").replace("    routeConfigurationId: errors\n", "");
        assertThat(CHECK.check(Map.of("shipped-with-a-long-name.camel.yaml", shipped, "a.camel.yaml", "- route:\n    id: first\n    from:\n      uri: direct:second\n      steps:\n        - log: x\n")))
                .isNotEmpty().extracting(Problem::file).containsOnly("a.camel.yaml");
    }

    @Test
    void theErrorsOfAllRoutesAreNotToBeTakenAway() {
        String name = "shipped-with-a-long-name.camel.yaml";
        String errors = GOOD.substring(GOOD.indexOf("- routeConfiguration:"));
        String routes = GOOD.substring(0, GOOD.indexOf("- routeConfiguration:")).replace("    routeConfigurationId: errors\n", "");
        assertThat(CHECK.check(Map.of(name, routes))).extracting(Problem::toString).singleElement().asString()
                .startsWith("shipped-errors.camel.yaml:1: no routeConfiguration is for all routes").contains("put this file back");
        assertThat(CHECK.check(Map.of(name, routes, "mine.camel.yaml", errors.replace("id: errors", "id: \"*\"")))).isEmpty();
        assertThat(CHECK.checkWithout(Map.of("shipped-errors.camel.yaml", errors), Map.of(name, routes))).as("it is there and has a fault of its own").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a/+/b, true", "a/#, true", "#, true", "a/#/b, false", "a/b#, false", "a+/b, false"})
    void aWildcardOfATopicIsAWholeLevel(String topic, boolean well) {
        assertThat(check("- route:\n    id: a\n    from:\n      uri: paho-mqtt5\n      parameters: {topic: '" + topic + "'}\n      steps:\n        - log: x\n")).hasSize(well ? 0 : 1);
    }

    @Test
    void aFileInTheFoldersPlaceIsTold(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("a.txt"));
        assertThat(check(GOOD.replace("\"{{in.dir}}\"", file.toString()))).singleElement().asString().contains("is a file: give its folder, and the file's name as fileName");
        assertThat(check(GOOD.replace("\"{{in.dir}}\"", folder.toString()))).isEmpty();
    }

    @Test
    void aProblemIsOneLineWhateverItQuotes() {
        assertThat(check("- a word\n\n over \u2028 three\n")).singleElement().satisfies(problem ->
                assertThat(problem.toString()).isEqualTo("file.camel.yaml:1: 'a word\\nover \\u2028 three' is no route: write '- route:'"));
        assertThat(new Problem("x.camel.yaml", 1, "a".repeat(2000)).reason()).hasSize(604).endsWith("a ...");
    }

    @Test
    void whatWasMeantIsSaidOfASlipInTheForm() {
        String route = "- route:\n    id: one\n    from:\n      uri: timer:one\n      steps:\n";
        assertThat(check(route + "        - setBody: {constant: 1}\n")).singleElement().asString().contains("integer found, string expected. Put it in quotes");
        assertThat(check(route + "        - log: x\n          to: file:out\n")).singleElement().asString().contains("write '- ' before each");
    }

    @Test
    void aGoodFileHasNoFaults() {
        assertThat(check(GOOD)).isEmpty();
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource("faults")
    void aFaultIsToldWithItsLine(String good, String bad, int line, String reason) {
        assertThat(GOOD).contains(good);
        List<Problem> problems = check(GOOD.replace(good, bad));
        assertThat(problems).as("one fault, one line").hasSize(1);
        assertThat(problems.get(0).reason()).contains(reason);
        if (line > 0) {
            assertThat(problems.get(0).line()).isEqualTo(line);
        }
        assertThat(problems.get(0).toString()).startsWith("file.camel.yaml:" + problems.get(0).line() + ": ");
    }

    @Test
    void whatIsMadeOfATemplateIsCheckedAsIfItWereWritten() {
        String template = """
                - routeTemplate:
                    id: greeting
                    parameters: [{name: who}, {name: how, defaultValue: greet}]
                    route:
                      from:
                        uri: direct:{{who}}
                        steps:
                          - bean: {ref: "{{who}}", method: "{{how}}"}
                - templatedRoute:
                    routeTemplateRef: greeting
                    routeId: greets
                    parameters: [{name: who, value: greeter}]
                - route:
                    id: asks
                    from:
                      uri: direct:asks
                      steps:
                        - to: direct:greeter
                """;

        assertThat(check(template)).isEmpty();
        assertThat(check(template.replace("value: greeter", "value: greter"))).extracting(Problem::reason).anyMatch(reason -> reason.contains("there is no bean 'greter'"))
                .anyMatch(reason -> reason.contains("no route receives direct:greeter"));
        assertThat(check(template.replace("Ref: greeting", "Ref: greting"))).extracting(Problem::reason).anyMatch(reason -> reason.contains("did you mean 'greeting'?"));
        assertThat(check(template.replace("{name: who, value: greeter}", ""))).extracting(Problem::reason).contains("the routeTemplate 'greeting' needs the parameter 'who'");
        assertThat(check(template.replace("{name: who, value", "{name: whom, value"))).extracting(Problem::reason)
                .anyMatch(reason -> reason.contains("has no parameter 'whom'; did you mean 'who'?"));
        assertThat(check(template.replace("routeId: greets", "routeId: asks"))).extracting(Problem::reason).anyMatch(reason -> reason.contains("there is a route 'asks' already"));
    }

    @Test
    void aFileOfWhenEachRouteHadToNameItsErrorHandlingStillWorks() {
        assertThat(check(GOOD.replace("    id: errors\n", "    id: \"*\"\n"))).isEmpty();
        assertThat(check(GOOD.replace("- routeConfiguration:\n    id: errors\n", "- routeConfiguration:\n    id: \"*\"\n")
                .replace("routeConfigurationId: errors", "routeConfigurationId: own"))).hasSize(1);
    }

    @Test
    void aPropertyThatBringsItsDefaultNeedsNoOther() {
        assertThat(check(GOOD.replace("{{in.dir}}", "{{out.dir:out}}"))).isEmpty();
    }

    @Test
    void aBeanTheFileDeclaresIsKnownWithItsMethods() {
        String beans = "- beans:\n    - name: list\n      type: java.util.ArrayList\n";
        assertThat(check(beans + GOOD.replace("ref: greeter", "ref: list").replace("greet(${body})", "size"))).isEmpty();
        assertThat(check(beans + GOOD.replace("ref: greeter", "ref: list"))).extracting(Problem::reason)
                .containsExactly("the bean 'list' has no public method 'greet'; did you mean 'get'?");
    }

    /** A device can tell what it would take and then not carry out. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            - from: {uri: 'file:a', steps: [{log: hello}]}                   | write '- route:' with an id
            - rest: {path: /mine, get: [{to: 'direct:second'}]}               | 'rest' does nothing here: write platform-http
            - interceptFrom: {steps: [{log: hello}]}                          | 'interceptFrom' is for the routes of its own file, and here is none
            - onCompletion: {steps: [{log: hello}]}                           | and here is none
            - beans: [{name: day, type: java.util.Datte}]                     | there is no class 'java.util.Datte' in lib/
            - beans: [{name: day, type: '#class:java.util.Datte'}]            | there is no class 'java.util.Datte' in lib/
            """)
    void anItemThatWouldBeTakenAndDoNothingIsRefused(String item, String reason) {
        assertThat(CHECK.check(Map.of("file.camel.yaml", GOOD, "more.camel.yaml", item + "\n"))).singleElement()
                .satisfies(problem -> assertThat(problem.file()).isEqualTo("more.camel.yaml"))
                .satisfies(problem -> assertThat(problem.reason()).contains(reason));
    }

    @ParameterizedTest
    @CsvSource({"/page, GET, page, GET, true", "/page, GET, page, '', true", "/faces/{key}, 'PUT, GET', /faces/{id}, get, true", "/page, GET, /page, POST, false", "/page, GET, /pages, GET, false"})
    void aSecondRouteForOneAddressWouldHearNothing(String path, String methods, String other, String otherMethods, boolean same) {
        String page = "- route:\n    id: %s\n    from:\n      uri: platform-http\n      parameters: {path: '%s', httpMethodRestrict: '%s'}\n      steps: [{log: hello}]\n";
        List<Problem> problems = CHECK.check(Map.of("a.camel.yaml", page.formatted("a", path, methods), "mine.camel.yaml", page.formatted("b", other, otherMethods)));
        assertThat(problems).filteredOn(problem -> problem.file().equals("mine.camel.yaml") && problem.reason().contains("another route answers GET /"))
                .hasSize(same ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {to: 'direct:b'}                                                         | true
            {wireTap: {uri: 'direct:b'}}                                             | true
            {to: {uri: direct, parameters: {name: b}}}                               | true
            {filter: {simple: '${body} != null', steps: [{to: 'direct:b'}]}}         | false
            {filter: {simple: '${body} == null', steps: [{stop: {}}]}}, {to: 'direct:b'} | false
            """)
    void routesThatGoRoundForEverAreRefused(String step, boolean endless) {
        String route = "- route:\n    id: %1$s\n    from: {uri: 'direct:%1$s', steps: [%2$s]}\n";
        List<Problem> problems = CHECK.check(Map.of("a.camel.yaml", route.formatted("a", step), "b.camel.yaml", route.formatted("b", "{to: 'direct:a'}")));
        assertThat(problems).extracting(Problem::reason).filteredOn(reason -> reason.contains("in a circle for ever: direct:a -> direct:b -> direct:a"))
                .hasSize(endless ? 1 : 0);
    }

    @Test
    void aFileOfAnotherEncodingIsToldWithTheLine(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("a.camel.yaml"), ("# first\n" + GOOD.replace("# A comment.", "# \u00fc")).getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("b.camel.yaml"), "- route:\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(CHECK.check(RouteCheck.read(folder))).extracting(Problem::toString).allMatch(text -> text.contains("no text in UTF-8"))
                .extracting(text -> text.substring(0, 15)).containsExactly("a.camel.yaml:2:", "b.camel.yaml:1:");
    }

    /** It kept every edit of the folder from being taken. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatCannotBeReadIsItsOwnFaultAndNotTheFolders(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.camel.yaml"), GOOD);
        // Opens for everybody, and fails when it is read, also for root.
        Files.createSymbolicLink(folder.resolve("b.camel.yaml"), Path.of("/proc/self/mem"));
        assertThat(CHECK.check(RouteCheck.read(folder))).extracting(Problem::toString)
                .containsExactly("b.camel.yaml:1: this user cannot read it: give the rights, or move it elsewhere");
    }

    @Test
    void filesAreCheckedTogether() {
        String[] halves = GOOD.split("(?=- route:\n    id: second)");
        assertThat(CHECK.check(Map.of("a.camel.yaml", halves[0], "b.camel.yaml", halves[1]))).isEmpty();
        assertThat(CHECK.check(Map.of("a.camel.yaml", halves[0]))).extracting(Problem::reason)
                .contains("no route receives direct:second");
    }

    @Test
    void aFileThatCannotBeReadBlamesNoOther() {
        String[] halves = GOOD.split("(?=- route:\n    id: second)");
        assertThat(CHECK.check(Map.of("a.camel.yaml", halves[0], "b.camel.yaml", halves[1].replace("steps:", "step:"))))
                .extracting(Problem::file).containsOnly("b.camel.yaml");
    }

    private static List<Problem> check(String text) {
        return CHECK.check(Map.of("file.camel.yaml", text));
    }

    private static Arguments fault(String good, String bad, int line, String reason) {
        return Arguments.of(good, bad, line, reason);
    }
}
