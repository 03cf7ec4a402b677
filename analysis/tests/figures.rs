//! Figures: their structure, that no words are cut off or overlap, and that odd tables give a figure or a clear message.

mod common;

use std::sync::Arc;

use analysis::figures::facts::FactRow;
use analysis::figures::phase::{Field, Side};
use analysis::figures::response::Response;
use analysis::figures::sensitivity::{EffectRow, IndexRow};
use analysis::figures::study::StudyFigure;
use analysis::figures::theses::{Bound, Row as TestRow, Standing};
use analysis::figures::tipping::{Arm, Tipping};
use analysis::figures::{self, Edition, Figure, FigureContext, FigureError, Theme};
use analysis::moves::Moves;
use analysis::stats::Spread;
use analysis::table::{Series, WORLD};
use analysis::{png, text};
use common::Shape;
use resvg::usvg::{Group, Node, Options, Rect, Tree, fontdb};

const SMALL: Shape = Shape { replicates: 6, months: 61, every: 1, regions: 2 };

fn context() -> FigureContext {
    FigureContext {
        scenario: "Emergence of <peer> & production".into(),
        replicates: 6,
        people: 20_000,
        edition: Edition::default(),
    }
}

fn draw(name: &str, series: &Series) -> Figure {
    figures::draw(name, series, &context()).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The words of a figure with the boxes they fill, in millimetres, as a renderer sees them; and the size of the page.
fn words(svg: &str) -> (Vec<(String, Rect)>, (f32, f32)) {
    let mut fonts = fontdb::Database::new();
    text::FILES.iter().for_each(|file| fonts.load_font_data(file.to_vec()));
    let options = Options { dpi: 25.4, fontdb: Arc::new(fonts), ..Options::default() };
    let tree = Tree::from_str(svg, &options).expect("a figure is an SVG");
    let mut found = Vec::new();
    collect(tree.root(), &mut found);
    (found, (tree.size().width(), tree.size().height()))
}

fn collect(group: &Group, found: &mut Vec<(String, Rect)>) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, found),
            Node::Text(text) => {
                let words = text.chunks().iter().map(|chunk| chunk.text()).collect();
                found.push((words, text.abs_bounding_box()));
            }
            _ => {}
        }
    }
}

/// No words beyond the paper, and none on top of others. Boxes have the height of a line, letters only two thirds of it.
fn assert_words_are_clear(name: &str, svg: &str) {
    let (words, (width, height)) = words(svg);
    assert!(words.len() > 10, "{name} has {} words only", words.len());
    for (at, (label, inside)) in words.iter().enumerate() {
        let is_on_paper = inside.left() >= 0.0
            && inside.top() >= 0.0
            && inside.right() <= width
            && inside.bottom() <= height;
        assert!(is_on_paper, "{name}: `{label}` is cut off: {inside:?}");
        for (other, outside) in &words[..at] {
            let shrink = 0.17 * inside.height().min(outside.height());
            let apart = inside.left() >= outside.right()
                || outside.left() >= inside.right()
                || inside.top() + shrink >= outside.bottom() - shrink
                || outside.top() + shrink >= inside.bottom() - shrink;
            assert!(apart, "{name}: `{label}` {inside:?} and `{other}` {outside:?} overlap");
        }
    }
}

/// The columns of a figure's numbers.
fn header(name: &str) -> &'static str {
    match name {
        "stages" => "month,series,share,stage",
        "plane" => "month,region,replicate,control_distributed,orientation_commons",
        _ => "month,series,median,q05,q25,q75,q95",
    }
}

fn assert_sound(figure: &Figure) {
    assert!(figure.svg.starts_with("<svg width=\"183mm\""), "{}", &figure.svg[..60]);
    let drawn = figure.svg.replace("infrastructure", "");
    for wrong in ["NaN", "inf", "2147483647", "-2147483648"] {
        assert!(!drawn.contains(wrong), "{}: {wrong} in the SVG", figure.name);
        assert!(!figure.data_csv.contains(wrong), "{}: {wrong} in the CSV", figure.name);
    }
    let header = header(figure.name);
    assert!(figure.data_csv.starts_with(&format!("{header}\n")), "{}", figure.name);
    assert!(figure.data_csv.lines().all(|line| line.split(',').count() == header.split(',').count()));
    assert!(figure.data_csv.lines().count() > 1);
    assert_words_are_clear(figure.name, &figure.svg);
}

/// A table of the world with the same value everywhere, or whatever `cell` says for month and column.
fn table(months: &[i64], replicates: u64, cell: impl Fn(u64, i64, &str) -> Option<f64>) -> Series {
    let mut series = Series::new(common::COLUMNS.iter().map(|&name| name.to_owned()).collect());
    for replicate in 0..replicates {
        for &month in months {
            let cells = common::COLUMNS.iter().map(|column| cell(replicate, month, column));
            series.push_row(replicate, month, WORLD, cells).expect("a row has a cell a column");
        }
    }
    series
}

#[test]
fn all_figures_of_a_full_table_are_sound() {
    let series = common::series(Shape::FULL);
    assert_eq!(figures::applicable(&series), figures::ALL);
    for name in figures::ALL {
        let figure = draw(name, &series);
        assert_eq!(figure.name, *name);
        assert_sound(&figure);
        let (words, _) = words(&figure.svg);
        let has = |label: &str| words.iter().any(|(words, _)| words.contains(label));
        assert!(has("ears since start") && has("n = 16 replicates of 20,000 people"), "{words:?}");
        assert!(figure.caption.contains("n = 16 replicates of 20,000 people"), "{}", figure.caption);
        assert_eq!(has("5–95 %"), header(name).contains("q05"), "{words:?}");
        assert!(figure.svg.contains("font-family=\"Open Sans, sans-serif\""));
    }
}

#[test]
fn stacks_name_their_parts_and_their_numbers_sum_to_one() {
    let figure = draw("regimes", &common::series(SMALL));
    let (words, _) = words(&figure.svg);
    for label in ["Capital", "Crowdsourcing", "Sharing", "Peer production", "Adventure"] {
        // Once beside the stack with its last share, once as the heading of its own panel.
        assert_eq!(words.iter().filter(|(words, _)| words.starts_with(label)).count(), 2, "{label}");
    }
    let last_month =
        figure.data_csv.lines().filter(|line| line.starts_with("60,") && line.contains("_stacked"));
    let shares: Vec<f64> = last_month.map(|line| line.split(',').nth(2).unwrap().parse().unwrap()).collect();
    assert_eq!(shares.len(), 5);
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
}

#[test]
fn every_character_of_every_label_has_a_glyph() {
    for name in figures::ALL {
        let figure = draw(name, &common::series(SMALL));
        for (label, _) in words(&figure.svg).0 {
            let missing: String =
                label.chars().filter(|&c| !text::has_glyph(c, text::Weight::Bold)).collect();
            assert_eq!(missing, "", "in `{label}`");
            // A `?` stands for what the typeface lacks; no label of ours asks a question.
            assert!(!label.contains('?'), "{label}");
        }
    }
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    for name in figures::ALL {
        let (one, two) = (draw(name, &common::series(SMALL)), draw(name, &common::series(SMALL)));
        assert_eq!(one, two);
        assert_eq!(png::rasterise(&one.svg, 72.0).unwrap(), png::rasterise(&two.svg, 72.0).unwrap());
    }
}

#[test]
fn regions_and_the_order_of_rows_do_not_change_a_figure() {
    let alone = draw("economy", &common::series(Shape { regions: 0, ..SMALL }));
    let months: Vec<i64> = (0..60).collect();
    let cell =
        |replicate: u64, month: i64, _: &str| Some(0.2 + 0.01 * replicate as f64 + 0.001 * month as f64);
    let back: Vec<i64> = months.iter().rev().copied().collect();
    assert_eq!(draw("commons", &table(&months, 3, cell)), draw("commons", &table(&back, 3, cell)));
    assert_sound(&alone);
}

#[test]
fn one_replicate_is_drawn_without_bands() {
    let figure = draw("regimes", &common::series(Shape { replicates: 1, ..SMALL }));
    assert_sound(&figure);
    assert!(figure.caption.contains("One of 6 replicates (n = 1)"), "{}", figure.caption);
    assert!(!figure.svg.contains("opacity=\"0.18\""));
}

#[test]
fn few_rows_still_make_figures() {
    for (months, replicates) in
        [(&[0i64][..], 1), (&[0][..], 5), (&[7][..], 2), (&[0, 1][..], 2), (&[-24, 0, 24][..], 3)]
    {
        let series = table(months, replicates, |replicate, month, _| {
            Some(0.5 + 0.01 * replicate as f64 + 0.001 * month as f64)
        });
        for name in figures::applicable(&series) {
            assert_sound(&draw(name, &series));
        }
    }
}

#[test]
fn yearly_rows_and_long_runs_are_drawn_as_well_as_monthly_ones() {
    for shape in [
        Shape { months: 601, every: 12, ..SMALL },
        Shape { months: 25, ..SMALL },
        Shape { months: 6001, every: 12, ..SMALL },
    ] {
        let series = common::series(shape);
        for name in figures::ALL {
            assert_sound(&draw(name, &series));
        }
    }
}

#[test]
fn constant_and_extreme_numbers_get_an_axis() {
    for value in [0.0, 1.0, 1e-300, 1e-9, 123_456_789.0, 1e15, 1e200] {
        let months: Vec<i64> = (0..30).collect();
        let series = table(&months, 3, |_, _, _| Some(value));
        for name in figures::applicable(&series) {
            match figures::draw(name, &series, &context()) {
                Ok(figure) => assert_sound(&figure),
                Err(e) => assert!(matches!(e, FigureError::NothingToShow { .. }), "{value}: {e}"),
            }
        }
    }
    let series = table(&[0, 1, 2], 3, |_, _, _| Some(1e300));
    assert!(matches!(figures::draw("economy", &series, &context()), Err(FigureError::TooLarge(_))));
}

#[test]
fn tiny_regimes_keep_their_labels_apart() {
    let series = table(&[0, 12, 24, 36, 48], 4, |_, _, column| match column {
        "regime_capital" => Some(9_997.0),
        name if name.starts_with("regime_") => Some(1.0),
        _ => Some(0.3),
    });
    let figure = draw("regimes", &series);
    assert_sound(&figure);
    assert!(figure.svg.contains("Peer production 0.01 %"));
}

#[test]
fn the_adventure_joins_the_stack_where_a_table_has_it() {
    let months: Vec<i64> = (0..40).collect();
    for is_open in [true, false] {
        let series = table(&months, 2, |_, month, column| {
            (is_open || column != "regime_adventure").then_some(1.0 + month as f64)
        });
        let figure = draw("regimes", &series);
        assert_sound(&figure);
        assert_eq!(figure.svg.contains("Adventure (% of people)"), is_open);
        assert_eq!(figure.data_csv.contains("regime_adventure_stacked"), is_open);
    }
}

#[test]
fn replicates_that_part_ways_keep_a_stack_of_one() {
    // Four replicates, each wholly in another mode: every median is a small number or nothing.
    let series = table(&[0, 12, 24, 36], 4, |replicate, _, column| {
        let own = common::COLUMNS.iter().position(|name| *name == column).unwrap() as u64;
        Some(if own == replicate + 1 { 100.0 } else { 0.0 })
    });
    let figure = draw("modes", &series);
    let stacked = figure.data_csv.lines().filter(|line| line.starts_with("36,") && line.contains("_stacked"));
    let sum: f64 = stacked.map(|line| line.split(',').nth(2).unwrap().parse::<f64>().unwrap()).sum();
    assert!((sum - 1.0).abs() < 1e-12);
}

#[test]
fn what_is_off_is_left_out_and_asking_for_it_says_what_is_missing() {
    let series = table(&[0, 12, 24, 36], 2, |_, _, column| {
        (column.starts_with("mode_") || column == "access" || column == "time_peer_share").then_some(0.25)
    });
    assert_eq!(figures::applicable(&series), ["modes"]);
    let message = figures::draw("regimes", &series, &context()).unwrap_err().to_string();
    assert!(message.contains("`regime_peer`") && message.contains("help: "), "{message}");
    assert!(figures::draw("economy", &series, &context()).is_err());
    let message = figures::draw("regime", &series, &context()).unwrap_err().to_string();
    assert!(
        message.contains("physical, inequality, governance, stages, plane, power, biosphere, conflict")
            && message.contains("modes, regimes"),
        "{message}"
    );
}

#[test]
fn some_panels_off_leave_the_others() {
    let series = table(&[0, 12, 24, 36], 2, |_, _, column| {
        (!column.starts_with("project") && column != "coordination").then_some(0.25)
    });
    let figure = draw("commons", &series);
    assert_sound(&figure);
    assert!(!figure.svg.contains("Largest project") && !figure.svg.contains("coordination κ"));
    assert!(figure.svg.contains("people online"));
}

#[test]
fn factions_are_named_beside_their_lines_and_margins_are_a_share_of_output() {
    let months: Vec<i64> = (0..60).collect();
    let series = table(&months, 3, |_, _, column| match column {
        "faction_deny" => Some(0.5),
        "faction_repress" => Some(0.25),
        "faction_harness" => Some(0.15),
        "faction_reform" => Some(0.1),
        "contract_margins" => Some(3.0),
        "output_value" => Some(600.0),
        _ => None,
    });
    let figure = draw("power", &series);
    assert_sound(&figure);
    let (words, _) = words(&figure.svg);
    for label in ["deny", "repress", "harness", "reform"] {
        assert_eq!(words.iter().filter(|(words, _)| words == label).count(), 1, "{label}");
    }
    // Four lines have the inner bands alone, and the note says so.
    assert!(figure.svg.contains("In a the band is that of 25–75 %."));
    assert!(figure.data_csv.contains("\n59,contract_margins_of_output,0.5,"), "{}", figure.data_csv);
    assert!(!figure.svg.contains("Repression ("));
}

/// A table of the world's stage alone: `stage_of` says which, by replicate and month.
fn stages(replicates: u64, stage_of: impl Fn(u64, i64) -> Option<f64>) -> Series {
    let months: Vec<i64> = (0..=24).collect();
    table(&months, replicates, |replicate, month, column| {
        (column == "stage").then(|| stage_of(replicate, month)).flatten()
    })
}

#[test]
fn stages_are_counted_over_replicates_and_strips_say_when_one_begins() {
    // Four germs, of which one comes to parity in month 6 and another breaks down in month 12 and is resilient from 18 on.
    let series = stages(4, |replicate, month| match (replicate, month) {
        (1, 6..) => Some(2.0),
        (3, 12..18) => Some(4.0),
        (3, 18..) => Some(5.0),
        _ => Some(0.0),
    });
    assert_eq!(figures::applicable(&series), ["stages"]);
    let figure = draw("stages", &series);
    assert_sound(&figure);
    for row in ["0,germ,1,", "12,germ,0.5,", "12,breakdown,0.25,", "24,parity,0.25,", "24,breakdown,0,"] {
        assert!(figure.data_csv.contains(&format!("\n{row}\n")), "{row} is not in {}", figure.data_csv);
    }
    let entered: Vec<&str> = figure.data_csv.lines().filter(|line| line.contains(",replicate_3,")).collect();
    assert_eq!(entered, ["0,replicate_3,,germ", "12,replicate_3,,breakdown", "18,replicate_3,,resilient"]);
    for label in ["Germ 50 %", "Parity 25 %", "Breakdown 0 %", "Resilient 25 %", "Stage of each replicate"] {
        assert!(figure.svg.contains(label), "{label}");
    }
    assert!(!figure.svg.contains("Mainstay ") && !figure.data_csv.contains("denied"));
    assert!(figure.caption.contains("Stages of n = 4 of 6 replicates"), "{}", figure.caption);
}

#[test]
fn strips_are_left_out_where_there_is_one_replicate_or_too_many() {
    for (replicates, has_strips) in [(1, false), (2, true), (32, true), (33, false)] {
        let figure = draw("stages", &stages(replicates, |replicate, _| Some((replicate % 6) as f64)));
        assert_sound(&figure);
        assert_eq!(figure.svg.contains("Stage of each replicate"), has_strips, "{replicates}");
        assert_eq!(figure.data_csv.contains("replicate_0"), has_strips, "{replicates}");
    }
    let alone = draw("stages", &stages(1, |_, _| Some(0.0)));
    assert!(alone.caption.contains("one of 6 replicates (n = 1)"), "{}", alone.caption);
}

#[test]
fn what_is_no_stage_is_not_counted() {
    let odd = stages(3, |replicate, month| match replicate {
        0 => Some(1.0),
        1 => Some(7.5),
        _ => (month > 12).then_some(3.0),
    });
    let figure = draw("stages", &odd);
    assert_sound(&figure);
    assert!(figure.data_csv.contains("\n12,denied,1,\n") && figure.data_csv.contains("\n13,mainstay,0.5,\n"));
    assert!(figures::applicable(&stages(3, |_, _| Some(0.5))).is_empty());
}

/// A table of places on the plane alone, in the world and two regions.
fn places(months: &[i64], replicates: u64, place_of: impl Fn(u64, i64, &str) -> [f64; 2]) -> Series {
    let mut series = Series::new(vec!["control_distributed".into(), "orientation_commons".into()]);
    for (replicate, &month) in
        (0..replicates).flat_map(|replicate| months.iter().map(move |m| (replicate, m)))
    {
        for region in [WORLD, "north_sea", "Isle of Man, and others"] {
            let cells = place_of(replicate, month, region).map(Some);
            series.push_row(replicate, month, region, cells.into_iter()).expect("a row has a cell a column");
        }
    }
    series
}

#[test]
fn the_plane_shows_the_median_each_replicate_and_each_region_by_year() {
    let months: Vec<i64> = (0..=240).collect();
    let series = places(&months, 3, |replicate, month, region| {
        let t = month as f64 / 240.0;
        let aside = if region == WORLD { 0.0 } else { 0.01 * region.len() as f64 };
        [0.3 + 0.05 * replicate as f64 + 0.1 * t, 0.2 + 0.2 * t + aside]
    });
    assert_eq!(figures::applicable(&series), ["plane"]);
    let figure = draw("plane", &series);
    assert!(
        figure.data_csv.contains("\n0,world,,0.35,0.2\n")
            && figure.data_csv.contains("\n0,world,2,0.4,0.2\n")
    );
    assert!(figure.data_csv.contains("\n120,north_sea,,") && !figure.data_csv.contains("\n121,"));
    assert!(figure.data_csv.contains("\n240,\"Isle of Man, and others\",,"), "{}", figure.data_csv);
    let (words, _) = words(&figure.svg);
    let count = |label: &str| words.iter().filter(|(words, _)| words == label).count();
    // The corners once, start, each fifth year and the end beside the enlarged path, a letter for each region.
    for label in
        ["Netarchical", "Distributed", "centrally", "global commons", "5", "10", "15", "20", "A", "B"]
    {
        assert_eq!(count(label), 1, "{label} in {words:?}");
    }
    assert!(
        figure.svg.contains("enlarged") && figure.svg.contains("A north sea, B Isle of Man, and others.")
    );
    assert!(
        figure.caption.contains("Kostakis and Bauwens (2014)") && figure.caption.contains("a point a year")
    );
    assert_words_are_clear("plane", &figure.svg);
}

#[test]
fn a_quadrant_is_named_where_no_path_runs() {
    let months: Vec<i64> = (0..=120).collect();
    let height = |low: f64| {
        let figure = draw("plane", &places(&months, 2, |_, month, _| [low, low + month as f64 / 1200.0]));
        let (words, _) = words(&figure.svg);
        words.iter().find(|(words, _)| words == "Netarchical").expect("the quadrant has a name").1.y()
    };
    // From the corner it moves up when a path starts there.
    assert!(height(0.02) + 5.0 < height(0.4), "{} {}", height(0.02), height(0.4));
}

#[test]
fn a_path_across_the_plane_is_not_enlarged() {
    let months: Vec<i64> = (0..=120).collect();
    let series = places(&months, 2, |_, month, _| [month as f64 / 120.0, 1.0 - month as f64 / 120.0]);
    let figure = draw("plane", &series);
    assert!(!figure.svg.contains("enlarged") && figure.svg.contains("regions"));
    assert_words_are_clear("plane", &figure.svg);
}

#[test]
fn a_single_replicate_and_a_single_month_have_a_place_too() {
    for (months, replicates) in [(&[0i64][..], 1), (&[0, 1, 2], 1), (&[0], 7), (&[-12, 0, 12, 24, 36, 48], 2)]
    {
        let series = places(months, replicates, |_, _, _| [0.5, 1.0]);
        let figure = draw("plane", &series);
        assert_words_are_clear("plane", &figure.svg);
        let of_replicates = figure.data_csv.lines().filter(|line| line.contains(",world,0,")).count();
        assert_eq!(of_replicates > 0, replicates > 1);
        assert!(figure.caption.contains(if replicates > 1 { "thin: replicates" } else { "(n = 1)" }));
    }
}

#[test]
fn what_lies_off_the_plane_is_not_drawn() {
    let series = places(&[0, 1], 2, |replicate, _, _| [0.5, if replicate == 0 { 1.5 } else { 0.5 }]);
    let figure = draw("plane", &series);
    assert!(!figure.data_csv.contains("1.5") && figure.data_csv.contains("\n0,world,,0.5,0.5\n"));
    assert!(figures::applicable(&places(&[0, 1], 2, |_, _, _| [-0.1, 0.5])).is_empty());
}

#[test]
fn power_and_biosphere_need_columns_of_their_own() {
    let off = |own: &'static [&str]| {
        let months: Vec<i64> = (0..24).collect();
        let series = table(&months, 2, |_, _, column| (!own.contains(&column)).then_some(0.5));
        figures::applicable(&series)
    };
    const NATURE: &[&str] =
        &["biosphere", "throughput", "harvest", "regrowth", "intensity", "green", "damage"];
    assert!(!off(NATURE).contains(&"biosphere"));
    assert!(off(&["harvest", "intensity"]).contains(&"biosphere"));
    let figure = draw("biosphere", &common::series(SMALL));
    for column in NATURE {
        assert!(figure.data_csv.contains(&format!("\n60,{column},")), "{column}");
    }
    let elites = common::COLUMNS.iter().position(|name| *name == "faction_deny").unwrap();
    let order = common::COLUMNS.iter().position(|name| *name == "provision_stronghold").unwrap();
    assert!(!off(&common::COLUMNS[elites..=order]).contains(&"power"));
    assert!(off(&["faction_deny", "movement"]).contains(&"power"));
}

#[test]
fn conflict_shows_four_axes_and_needs_strain_or_leaders() {
    const AXES: [&str; 4] = ["strain_labour", "strain_users", "strain_peers", "strain_association"];
    let figure = draw("conflict", &common::series(SMALL));
    assert!(AXES.iter().all(|axis| figure.data_csv.contains(&format!("\n60,{axis},"))));
    let without = |own: &'static [&str]| {
        let months: Vec<i64> = (0..24).collect();
        table(&months, 2, |_, _, column| (!own.contains(&column)).then_some(0.5))
    };
    let leaderless = without(&["leaders_take", "leaders_driven_out", "successions"]);
    assert!(figures::applicable(&leaderless).contains(&"conflict"));
    assert!(!draw("conflict", &leaderless).data_csv.contains("leaders_take"));
    assert!(!figures::applicable(&without(&["strain_peers", "leaders_take"])).contains(&"conflict"));
}

#[test]
fn an_empty_table_has_no_figures() {
    for series in
        [Series::new(vec![]), Series::new(common::COLUMNS.iter().map(|&name| name.to_owned()).collect())]
    {
        assert!(figures::applicable(&series).is_empty());
        for name in figures::ALL {
            assert!(matches!(
                figures::draw(name, &series, &context()),
                Err(FigureError::NothingToShow { .. })
            ));
        }
    }
}

#[test]
fn a_title_of_any_length_and_script_fits() {
    let context = FigureContext {
        scenario: "漢字\u{1}<&>\"' ".repeat(60),
        replicates: 1000,
        people: 10_000_000_000,
        edition: Edition::default(),
    };
    for name in figures::ALL {
        assert_sound(&figures::draw(name, &common::series(SMALL), &context).unwrap());
    }
}

#[test]
fn a_figure_becomes_a_picture_of_its_size() {
    let figure = draw("modes", &common::series(SMALL));
    let picture = png::rasterise(&figure.svg, 300.0).unwrap();
    let width = u32::from_be_bytes([picture[16], picture[17], picture[18], picture[19]]);
    assert_eq!(width, 2161); // 183 mm at 300 dots an inch.
}

#[test]
fn one_column_holds_every_figure_with_all_its_words_and_the_same_numbers() {
    let series = common::series(Shape::FULL);
    for name in figures::ALL {
        let edition = Edition { width: 89.0, theme: Theme::Light };
        let narrow = figures::draw(name, &series, &FigureContext { edition, ..context() }).unwrap();
        assert!(narrow.svg.starts_with("<svg width=\"89mm\""), "{name}");
        assert_words_are_clear(name, &narrow.svg);
        let (words, (_, height)) = words(&narrow.svg);
        let cut: Vec<&String> = words.iter().map(|(words, _)| words).filter(|w| w.contains('…')).collect();
        assert!(cut.is_empty(), "{name}: {cut:?}");
        assert!(height <= 297.0, "{name} is {height} mm high: no page is");
        let wide = draw(name, &series);
        assert_eq!((narrow.data_csv, narrow.alt), (wide.data_csv, wide.alt), "{name}");
    }
}

#[test]
fn dark_paper_changes_colours_and_nothing_else() {
    let series = common::series(SMALL);
    let edition = Edition { theme: Theme::Dark, ..Edition::default() };
    for name in figures::applicable(&series) {
        let dark = figures::draw(name, &series, &FigureContext { edition, ..context() }).unwrap();
        let light = draw(name, &series);
        assert!(!dark.svg.contains("#FFFFFF"), "{name}: white paper is left");
        let blank = |svg: &str| -> String {
            let parts = svg.split('#').enumerate();
            parts.map(|(at, part)| if at == 0 { part } else { part.get(6..).unwrap_or_default() }).collect()
        };
        assert_eq!(blank(&dark.svg), blank(&light.svg), "{name}");
        assert_eq!(dark.caption, light.caption);
    }
}

#[test]
fn a_figure_is_told_to_who_cannot_see_it() {
    let series = common::series(SMALL);
    let figure = draw("economy", &series);
    assert!(figure.alt.contains("Unemployment (%)") && figure.alt.contains(" to "), "{}", figure.alt);
    assert!(
        figure.svg.contains("<desc>Economy of the world: Emergence of &lt;peer&gt;"),
        "{}",
        &figure.svg[..400]
    );
    for name in figures::applicable(&series) {
        let alt = draw(name, &series).alt;
        assert!((60..3000).contains(&alt.len()), "{name}: {alt}");
    }
}

/// What a figure is made of: how many of each element, and its words in the order in which they are drawn.
fn structure(figure: &Figure) -> String {
    let count = |tag: &str| figure.svg.matches(&format!("<{tag} ")).count();
    let kinds = ["rect", "polygon", "polyline", "line", "circle", "text"];
    let counts: Vec<String> = kinds.iter().map(|tag| format!("{tag} {}", count(tag))).collect();
    let (words, (width, height)) = words(&figure.svg);
    let words: Vec<&str> = words.iter().map(|(words, _)| words.as_str()).collect();
    format!("## {} {width:.0} x {height:.0}\n{}\n{}\n", figure.name, counts.join(", "), words.join(" | "))
}

#[test]
fn figures_are_built_as_they_were() {
    let series = common::series(SMALL);
    let of_runs = figures::applicable(&series).into_iter().map(|name| draw(name, &series));
    let of_studies = studies()
        .into_iter()
        .map(|figure| figure.draw(Edition::default()).unwrap_or_else(|e| panic!("{}: {e}", figure.name())));
    let now: String = of_runs.chain(of_studies).map(|figure| structure(&figure)).collect();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/figures.snapshot");
    if std::env::var_os("WRITE_SNAPSHOT").is_some() {
        std::fs::write(file, &now).unwrap();
    }
    let before = include_str!("figures.snapshot");
    for (now, before) in now.lines().zip(before.lines()) {
        assert_eq!(now, before, "look at the figure; if it is meant, run the test with WRITE_SNAPSHOT=1");
    }
    assert_eq!(now.lines().count(), before.lines().count());
}

/// Moves of so many replicates, months and states that are known in closed form: a tenth of each state goes to the next one.
fn moves(replicates: u64) -> Moves {
    let kinds = [
        ("mode", &["communal", "authority", "equality", "market"][..]),
        ("regime", &["capital", "crowdsourcing", "sharing", "peer", "adventure"][..]),
    ];
    let mut table = "replicate,month,what,from,to,people\n".to_owned();
    for replicate in 0..replicates {
        for month in 1..=24 {
            for (what, states) in kinds {
                for (at, from) in states.iter().enumerate() {
                    // Rings, so that shares stay as they are.
                    let next = states[(at + 1) % states.len()];
                    table += &format!(
                        "{replicate},{month},{what},{from},{from},900\n{replicate},{month},{what},{from},{next},100\n"
                    );
                }
            }
        }
    }
    Moves::read(table.as_bytes(), "transitions.csv").expect("a table of moves")
}

#[test]
fn moves_are_drawn_at_both_widths_with_the_chances_of_their_closed_form() {
    for (replicates, width) in [(1, 183.0), (6, 183.0), (6, 89.0)] {
        let edition = Edition { width, theme: Theme::Light };
        for name in figures::OF_MOVES {
            let figure =
                figures::draw_moves(name, &moves(replicates), &FigureContext { edition, ..context() })
                    .unwrap();
            assert!(figure.svg.starts_with(&format!("<svg width=\"{width}mm\"")));
            assert_words_are_clear(name, &figure.svg);
            assert!(words(&figure.svg).0.iter().all(|(words, _)| !words.contains('…')), "{name}");
        }
    }
    let figure = figures::draw_moves("matrix", &moves(6), &context()).unwrap();
    let row = |start: &str| {
        let line =
            figure.data_csv.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}"));
        line.split(',').nth(4).unwrap().parse::<f64>().unwrap()
    };
    assert!((row("mode,month,communal,authority") - 0.1).abs() < 1e-12);
    // Twelve steps around a ring of four: a binomial count of moves of 0 or 4, 8, 12 comes back.
    let binomial = |k: i32| {
        let choose = (0..k).fold(1.0, |all, i| all * f64::from(12 - i) / f64::from(i + 1));
        choose * 0.1_f64.powi(k) * 0.9_f64.powi(12 - k)
    };
    let back: f64 = [0, 4, 8, 12].map(binomial).iter().sum();
    assert!((row("mode,year,communal,communal") - back).abs() < 1e-12);
    // A tenth of a quarter of people, twelve times a year.
    let streams = figures::draw_moves("transitions", &moves(6), &context()).unwrap();
    assert!(streams.data_csv.contains("mode,communal,authority,300,300,300"), "{}", streams.data_csv);
    assert!(figures::draw_moves("matrix", &Moves::default(), &context()).is_err());
    assert!(figures::draw_moves("modes", &moves(1), &context()).is_err());
}

/// A figure of every kind that studies have, with names and numbers as long as they come.
#[allow(clippy::unwrap_used)]
fn studies() -> Vec<StudyFigure> {
    let key = |k: usize| {
        ["households.subsistence", "platforms.owner_horizon", "imaginary.minority_belief"][k % 3].to_owned()
    };
    let spread = |x: f64| Spread::of(&mut vec![x, x * 1.1, x * 1.3]).unwrap();
    let scenario = || "Emergence of <peer> & production".to_owned();
    let effect = |k: usize| EffectRow {
        input: key(k),
        range: (0.05, 0.3),
        effect: (0.01 * k as f64 - 0.1, 0.02 * k as f64 + 0.05),
        interval: Some((0.01 * k as f64, 0.04 * k as f64 + 0.06)),
        sd: Some(0.0123),
    };
    let index = |k: usize| IndexRow {
        input: key(k),
        first: (0.1 * k as f64 - 0.05, Some((-0.2, 0.4))),
        total: (0.3, Some((0.1, 0.9))),
    };
    let side = |k: usize, values: &[f64]| Side {
        key: key(k),
        unit: "share of output".into(),
        values: values.to_vec(),
    };
    let field = |heading: &str, is_share: bool| Field {
        heading: heading.into(),
        unit: "goods".into(),
        is_share,
        cells: (0..4).map(|j| (0..7).map(|i| (i != j).then_some(0.13 * (i * j) as f64)).collect()).collect(),
    };
    let response = |k: usize| Response {
        key: key(k),
        unit: "months".into(),
        points: (0..9).map(|i| (0.125 * f64::from(i), spread(1.0 + f64::from(i)))).collect(),
        is_alone: false,
    };
    let arm = |branch: &str, lift: f64| Arm {
        branch: branch.into(),
        ends: (0..6).map(|k| Some(spread(0.1 * f64::from(k) + lift))).collect(),
        halves: vec![Some(0.1); 6],
        critical: Some((0.6 + lift, 0.8 + lift)),
    };
    let test = |name: &str, effect: f64, standing: Standing| TestRow {
        test: name.into(),
        says: String::new(),
        effect,
        interval: (effect - 0.1, effect + 0.2),
        least: 0.05,
        bound: Bound::Above,
        standing,
        plausible: Some(1.0),
    };
    let fact = |k: usize, median: f64| FactRow {
        fact: format!("pp_yearly_new_contributor_share_{k}"),
        name: "Same, contributors active in at least two months, tenure > 60 months".into(),
        range: (0.1, 0.3),
        model: (median, median - 0.05, median + 0.05),
        is_hit: median < 0.3,
    };
    let shown = Tipping {
        key: key(0),
        unit: "share of output".into(),
        values: (0..6).map(|k| 0.2 * f64::from(k)).collect(),
        name: "time_peer_share".into(),
        outcome: ("Share of all hours that is for peer production".into(), "share".into(), true),
        arms: [arm("below", 0.0), arm("above", 0.02)],
        replicates: 8,
    };
    let outcome = || ("time_peer_share".to_owned(), "Share of hours".to_owned(), "share".to_owned(), false);
    vec![
        StudyFigure::Tornado {
            rows: (0..20).map(effect).collect(),
            outcome: ("Share of hours".into(), "share".into()),
            scenario: scenario(),
        },
        StudyFigure::Sobol {
            rows: (0..9).map(index).collect(),
            outcome: "Hours".into(),
            scenario: scenario(),
        },
        StudyFigure::Phase {
            sides: [side(0, &[0.5, 0.9, 1.3, 1.7, 2.1, 2.5, 2.9]), side(1, &[0.2, 0.35, 0.5, 0.65])],
            fields: vec![
                field("time_peer_share", true),
                field("output", false),
                field("ends:mainstay", true),
            ],
            worlds: 4,
            scenario: scenario(),
        },
        StudyFigure::Response {
            responses: (0..5).map(response).collect(),
            outcome: outcome(),
            scenario: scenario(),
        },
        StudyFigure::Tipping { shown: Box::new(shown), scenario: scenario() },
        StudyFigure::Theses {
            rows: vec![
                test("T17 does not prevent at all", -0.4, Standing::Refuted),
                test("T2 start", 0.3, Standing::Supported),
                test("T27 shared object", 0.02, Standing::ByConstruction),
                test("T9 goods", 123.4, Standing::Undecided),
            ],
        },
        StudyFigure::Facts { rows: vec![fact(1, 0.2), fact(2, 0.4), fact(3, 9.0)], scenario: scenario() },
    ]
}

#[test]
fn figures_of_studies_are_sound_at_both_widths_and_come_back_as_they_were_kept() {
    for figure in studies() {
        for (width, theme) in [(89.0, Theme::Light), (183.0, Theme::Dark)] {
            let drawn =
                figure.draw(Edition { width, theme }).unwrap_or_else(|e| panic!("{}: {e}", figure.name()));
            assert!(
                drawn.svg.starts_with(&format!("<svg width=\"{width}mm\"")),
                "{} at {width}",
                figure.name()
            );
            assert_words_are_clear(&format!("{} at {width} mm", figure.name()), &drawn.svg);
            let kept = serde_json::to_string(&figure).unwrap();
            let again: StudyFigure = serde_json::from_str(&kept).unwrap();
            assert!(again.draw(Edition { width, theme }).unwrap() == drawn, "{} comes back", figure.name());
        }
    }
}
