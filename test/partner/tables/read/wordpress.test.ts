import { describe, expect, it } from "@jest/globals";
import { htmlToText } from "../../../../services/partner/import/read/html-text.js";
import { readWordPress } from "../../../../services/partner/import/read/read-wordpress.js";

describe("posts of WordPress", () => {
  it("are rows: text without mark-up, times with their zone, fields of plug-ins by their names", () => {
    const post = {
      id: 42,
      slug: "cafe-des-aidants",
      date_gmt: "2025-02-03T09:30:00",
      modified_gmt: "2025-03-01T00:00:00",
      link: "https://exemple.invalid/cafe/",
      lang: "fr",
      title: { rendered: "Le caf&eacute; des aidants &#8211; l&rsquo;essai" },
      excerpt: { rendered: "<p>Une fois par mois [&hellip;]</p>\n" },
      content: {
        rendered: "<p>Une fois<br>par mois.</p><ul><li>chaises</li><li>café</li></ul><script>alert('x')</script>",
      },
      acf: {
        ville: "Rennes",
        themes: ["répit", "santé"],
        note: "<b>très</b> bien",
        vide: false,
        fiche: [{ ID: 7, post_title: "x" }],
      },
      meta: { id: "not this", _edit_lock: "" },
    };
    expect(readWordPress([post])).toEqual([
      {
        id: "42",
        name: "Le café des aidants – l’essai",
        summary: "Une fois par mois…",
        description: "Une fois\npar mois.\n\n- chaises\n- café",
        url: "https://exemple.invalid/cafe/",
        language: "fr",
        createdAt: "2025-02-03T09:30:00Z",
        updatedAt: "2025-03-01T00:00:00Z",
        ville: "Rennes",
        themes: ["répit", "santé"],
        note: "très bien",
        fiche: [7],
      },
    ]);
  });

  it("lose nothing and break nothing when fields are missing or of another kind", () => {
    expect(
      readWordPress([{}, null, "x", { id: null, slug: "s", title: 3, acf: [], date_gmt: "0000-00-00T00:00:00" }]),
    ).toEqual([{}, {}, {}, { id: "s" }]);
    const proto: unknown = JSON.parse('{"id": 1, "acf": {"__proto__": {"x": 1}}}');
    readWordPress([proto]);
    expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
  });
});

describe("HTML", () => {
  it.each([
    ["a < b and c > d", "a < b and c > d"],
    ["<p>one</p><p>two</p>", "one\n\ntwo"],
    ["<a href='x>y' title=\"a>b\">link</a>", "link"],
    ["x<!-- <b>hidden</b> -->y", "xy"],
    ["x<STYLE>p{}</STYLE >y<script>1<2</script>z", "x y z"],
    ["x<script>never closed", "x"],
    ["never <b", "never"],
    ["&lt;b&gt; &amp;amp; &unknown; &#x1F600; &#0; &nbsp;é", "<b> &amp; &unknown; 😀 &#0; é"],
    ["<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"],
  ])("%s reads as its readers see it", (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it("takes time in proportion to its length, whatever it is", () => {
    for (const piece of ["<", "</", "<script ", "<!--", "</script", "<a '", "&", "\n ", "[…"])
      htmlToText(piece.repeat(200_000));
    const begun = performance.now();
    htmlToText("<script></scrip".repeat(20_000));
    expect(performance.now() - begun).toBeLessThan(30_000);
  });
});
