//! What has to be there before programs can run: a Python environment or a build for each tool, below `target/peers`.

use super::catalogue::{Program, Threads, Tool};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where things are.
pub struct Places {
    root: PathBuf,
    /// `target/peers`: all that is installed and built.
    build: PathBuf,
    threads: usize,
    /// Our own program.
    ours: PathBuf,
}

/// How the C programs are built; wealth exchange has no floating point to relax.
const C_PROGRAMS: [(&str, &[&str]); 3] =
    [("wealth", &[]), ("logit4", &["-ffast-math"]), ("regime_choice", &["-ffast-math"])];

/// Pythons that are tried, after `$PYTHON`. mesa-frames asks for a NumPy that has no wheels after 3.12, Mesa for 3.12.
const PYTHONS: [&str; 3] = ["python3.12", "python3.13", "python3"];

impl Places {
    pub fn new(root: &Path, threads: usize) -> Self {
        let target = env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
        Self { root: root.into(), build: target.join("peers"), threads, ours: PathBuf::new() }
    }

    fn folder(&self, tool: Tool) -> PathBuf {
        self.root.join("benches/peers").join(tool.folder())
    }

    /// Installs or builds what is missing for a tool, and says which version it is.
    ///
    /// # Errors
    /// Why it cannot be had.
    pub fn prepare(&mut self, tool: Tool) -> Result<String, String> {
        match tool {
            Tool::C => self.prepare_c(),
            Tool::Ours => self.prepare_ours(),
            _ if tool.is_python() => self.prepare_python(tool),
            _ => self.prepare_rust(tool),
        }
    }

    fn prepare_c(&self) -> Result<String, String> {
        let (from, to) = (self.folder(Tool::C), self.build.join("c"));
        fs::create_dir_all(&to).map_err(|cause| cause.to_string())?;
        for (name, relaxed) in C_PROGRAMS {
            let mut gcc = Command::new("gcc");
            gcc.args(["-O3", "-march=native", "-fopenmp"]).args(relaxed).arg("-o").arg(to.join(name));
            said(gcc.arg(from.join(format!("{name}.c"))).arg("-lm"))?;
        }
        let version = said(Command::new("gcc").arg("-dumpfullversion"))?;
        Ok(format!("gcc {}", version.trim()))
    }

    fn prepare_ours(&mut self) -> Result<String, String> {
        let words = ["bench", "-p", "benches", "--bench", "peers", "--no-run", "--message-format=json"];
        let told = said(Command::new("cargo").args(words).current_dir(&self.root))?;
        self.ours = told.lines().find_map(executable).ok_or("cargo built no program")?;
        let commit = said(Command::new("git").args(["rev-parse", "--short", "HEAD"]).current_dir(&self.root));
        let commit = commit.unwrap_or_default();
        Ok(format!("{} ({})", env!("CARGO_PKG_VERSION"), commit.trim()))
    }

    fn prepare_rust(&self, tool: Tool) -> Result<String, String> {
        let folder = self.folder(tool);
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--release", "--locked", "--quiet"]).current_dir(&folder);
        said(cargo.env("CARGO_TARGET_DIR", self.build.join(tool.folder())))?;
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).map_err(|cause| cause.to_string())?;
        pinned(&manifest, tool.folder()).ok_or("its manifest pins no version".into())
    }

    fn prepare_python(&self, tool: Tool) -> Result<String, String> {
        let list = self.folder(tool).join("requirements.txt");
        let wanted = fs::read_to_string(&list).map_err(|cause| cause.to_string())?;
        let venv = self.build.join("python").join(tool.folder());
        let (python, stamp) = (venv.join("bin/python"), venv.join("installed.txt"));
        if fs::read_to_string(&stamp).ok().as_ref() != Some(&wanted) {
            fs::create_dir_all(&self.build).map_err(|cause| cause.to_string())?;
            said(Command::new(found_python()?).args(["-m", "venv", "--clear"]).arg(&venv))?;
            let mut pip = Command::new(&python);
            // Wheels alone: building NumPy from source would take longer than all runs.
            pip.args(["-m", "pip", "install", "--quiet", "--only-binary", ":all:", "-r"]).arg(&list);
            said(&mut pip)?;
            fs::write(&stamp, &wanted).map_err(|cause| cause.to_string())?;
        }
        let own = said(Command::new(&python).arg("--version"))?;
        let packages: Vec<String> = requirements(&wanted).collect();
        Ok(format!("{}, on {}", packages.join(", "), own.trim()))
    }

    /// The command that runs a program once.
    pub fn command(&self, program: &Program, people: u64, seed: u64) -> Command {
        let (file, _) = program.workload.names();
        let threads = if program.threads == Threads::All { self.threads } else { 1 }.to_string();
        let size = [people, program.workload.steps(), seed].map(|number| number.to_string());
        let code = program.workload.code();
        let mut command = match program.tool {
            Tool::C => {
                let mut command = Command::new(self.build.join("c").join(file));
                command.args(size).args([&threads, program.variant]);
                command
            }
            Tool::Ours => {
                let mut command = Command::new(&self.ours);
                command.arg(code).args(size).arg(&threads);
                command
            }
            tool if tool.is_python() => {
                let mut command =
                    Command::new(self.build.join("python").join(tool.folder()).join("bin/python"));
                command.arg(self.folder(tool).join(format!("{file}.py"))).args(size).arg(program.variant);
                command
            }
            tool => {
                let folder = self.build.join(tool.folder()).join("release");
                let mut command = Command::new(folder.join(format!("peer-{}", tool.folder())));
                command.arg(code).args(size);
                command
            }
        };
        // Nothing is left between the sources.
        command.env("PYTHONDONTWRITEBYTECODE", "1");
        // Threads that wait for each other in a loop starve each other where a core is taken away.
        command.env("OMP_WAIT_POLICY", "passive");
        for name in ["OMP_NUM_THREADS", "RAYON_NUM_THREADS", "NUMBA_NUM_THREADS", "POLARS_MAX_THREADS"] {
            command.env(name, &threads);
        }
        command
    }
}

/// What a command printed.
///
/// # Errors
/// Why it failed: the last line that it complained with.
fn said(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output =
        command.stdin(Stdio::null()).output().map_err(|cause| format!("`{name}` cannot be run: {cause}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    let name = Path::new(&name).file_name().map_or(name.clone(), |file| file.to_string_lossy().into_owned());
    Err(format!("`{name}` said: {}", telling(&complaint).unwrap_or("nothing")))
}

/// The line of a complaint that says most: the first that begins with `error`, else the last.
fn telling(complaint: &str) -> Option<&str> {
    let mut lines = complaint.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_error = |line: &&str| line.to_lowercase().starts_with("error");
    lines.clone().find(is_error).or_else(|| lines.next_back())
}

fn found_python() -> Result<String, String> {
    let own = env::var("PYTHON").ok();
    let names = own.into_iter().chain(PYTHONS.map(String::from));
    let runs = |name: &String| said(Command::new(name).args(["-c", "import venv"])).is_ok();
    names.into_iter().find(runs).ok_or("there is no Python with venv; $PYTHON can name one".into())
}

/// The program that a line of cargo's messages names.
fn executable(line: &str) -> Option<PathBuf> {
    let message: serde_json::Value = serde_json::from_str(line).ok()?;
    let is_ours = message["target"]["name"] == "peers";
    message["executable"].as_str().filter(|_| is_ours).map(PathBuf::from)
}

/// The version that a manifest pins, as in `henad = "=0.3.0"`.
fn pinned(manifest: &str, name: &str) -> Option<String> {
    let line = manifest.lines().find(|line| line.starts_with(&format!("{name} =")))?;
    let (_, rest) = line.split_once("\"=")?;
    Some(format!("{name} {}", rest.split('"').next()?))
}

/// The packages that a list pins, as in `numpy==2.5.5`.
fn requirements(list: &str) -> impl Iterator<Item = String> {
    list.lines().filter(|line| line.contains("==")).map(|line| line.trim().replace("==", " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::root;
    use crate::peers::catalogue::programs;

    #[test]
    fn every_tool_is_pinned() {
        let places = Places::new(&root(), 2);
        for tool in Tool::ALL {
            let read = |file: &str| fs::read_to_string(places.folder(tool).join(file)).unwrap();
            if tool.is_python() {
                assert!(requirements(&read("requirements.txt")).count() > 0, "{tool:?}");
            } else if !matches!(tool, Tool::C | Tool::Ours) {
                assert!(pinned(&read("Cargo.toml"), tool.folder()).is_some(), "{tool:?}");
                assert!(read("Cargo.lock").contains(&format!("name = \"{}\"", tool.folder())), "{tool:?}");
            }
        }
        assert_eq!(pinned("a = 1\nixa = { version = \"=4.0.0\" }", "ixa").as_deref(), Some("ixa 4.0.0"));
    }

    #[test]
    fn a_command_says_size_seed_threads_and_variant() {
        let places = Places::new(&root(), 3);
        let words = |tool: Tool| -> Vec<String> {
            let program = programs().into_iter().find(|program| program.tool == tool).unwrap();
            let command = places.command(&program, 5000, 7);
            command.get_args().map(|word| word.to_string_lossy().into_owned()).collect()
        };
        assert_eq!(words(Tool::C), ["5000", "50", "7", "3", "sync512"]);
        assert_eq!(words(Tool::Ours), ["W1", "5000", "50", "7", "3"]);
        assert_eq!(words(Tool::Ixa), ["W1", "5000", "50", "7"]);
        assert!(words(Tool::Numba)[0].ends_with("benches/peers/numba/wealth.py"));
        assert_eq!(words(Tool::Numba)[1..], ["5000", "50", "7", "hash"]);
    }

    #[test]
    fn the_line_that_tells_most_is_picked() {
        assert_eq!(telling("warning: x\nerror: no such crate\n  help\n"), Some("error: no such crate"));
        assert_eq!(
            telling("Traceback\n  File\nModuleNotFoundError: mesa\n\n"),
            Some("ModuleNotFoundError: mesa")
        );
        let line = r#"{"reason":"compiler-artifact","target":{"name":"peers"},"executable":"/t/peers-1"}"#;
        assert_eq!(executable(line), Some("/t/peers-1".into()));
        assert_eq!(executable(&line.replace("\"peers\"", "\"scale\"")), None);
    }
}
